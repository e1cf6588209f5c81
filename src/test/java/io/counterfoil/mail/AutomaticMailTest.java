package io.counterfoil.mail;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class AutomaticMailTest {
    @ParameterizedTest
    @CsvFileSource(resources = "/rules/AutomaticMail.csv", delimiter = '|', useHeadersInDisplayName = true)
    void whatWroteIt(String fields, MailKind kind, boolean answer) {
        AutomaticMail.Verdict verdict = AutomaticMail.of(headerOf(fields, " ; "));

        assertThat(verdict.kind()).isEqualTo(kind);
        assertThat(verdict.mayBeAnswered()).isEqualTo(answer);
    }

    static HeaderFields headerOf(String fields, String separator) {
        HeaderFields header = new HeaderFields(new Defects());
        for (String field : fields.split(separator, -1)) {
            int colon = field.indexOf(':');
            header.add(field.substring(0, colon), field.substring(colon + 1));
        }
        return header;
    }
}
