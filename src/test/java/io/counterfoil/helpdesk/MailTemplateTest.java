package io.counterfoil.helpdesk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.counterfoil.kernel.Refusal;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.EnumSource;

class MailTemplateTest {
    @ParameterizedTest
    @CsvFileSource(resources = "/rules/MailTemplate.csv", useHeadersInDisplayName = true)
    void saysAndRefuses(
            MailEvent event,
            String template,
            @Nullable String name,
            @Nullable String subject,
            @Nullable String reply,
            @Nullable String says,
            @Nullable String refused) {
        MailTemplate read = new MailTemplate("Subject", lines(template));
        if (refused != null) {
            assertThatThrownBy(() -> read.check(event))
                    .isInstanceOf(Refusal.class)
                    .hasMessageContaining(refused);
            return;
        }
        read.check(event);
        Map<TemplateVariable, String> values = new EnumMap<>(TemplateVariable.class);
        values.put(TemplateVariable.NAME, lines(name));
        values.put(TemplateVariable.SUBJECT, lines(subject));
        values.put(TemplateVariable.REPLY, lines(reply));

        assertThat(read.fill(values).text()).isEqualTo(lines(says));
    }

    @ParameterizedTest
    @EnumSource(MailEvent.class)
    void theTextsThatComeWithTheProgramAreGood(MailEvent event) {
        for (String language : StandardTemplates.LANGUAGES) {
            MailTemplate template = StandardTemplates.of(event, language);
            template.check(event);
            MailBrand brand = new MailBrand(language, "L’Opéra", "L’Opéra\nBilletterie", MailBrand.STANDARD_COLOUR);
            MailTemplates.Composed with =
                    MailTemplates.composed(template, TemplateSamples.values(event, language), brand);
            MailTemplates.Composed without = MailTemplates.composed(
                    template, MailTemplates.withoutOthersWords(TemplateSamples.values(event, language)), brand);

            assertThat(with.text()).doesNotContain("{{").endsWith("L’Opéra\nBilletterie\n");
            assertThat(without.subject()).isNotBlank();
            assertThat(without.text()).doesNotContain(" ,", "\n\n\n");
            assertThat(with.html()).doesNotContain("{{", "<p></p>").contains("lang=\"" + language + "\"");
            assertThat(with.html().codePoints()).noneMatch(MailHtml::isMark);
        }
    }

    @Test
    void aSubjectStaysOneLineWhateverItsValuesAre() {
        String hostile = "Hi\r\nBcc: all@example.org\u2028\u202Etxet\u0000\u0085\uE001";

        assertThat(new MailTemplate("Re: {{subject}}", "x")
                        .fill(Map.of(TemplateVariable.SUBJECT, hostile))
                        .subject())
                .isEqualTo("Re: Hi Bcc: all@example.org txet");
    }

    @Test
    void aValueIsTextInHtmlAndMakesNoLinkListOrParagraph() {
        MailTemplate template = new MailTemplate(
                "s", "Dear {{name}}\n\n{{reply}}\n\n- one\n- two\n\nSee https://example.org/help?x=1.");
        MailBrand brand = new MailBrand("en", "A <b>", "--\n\"A\"", MailBrand.STANDARD_COLOUR);
        MailTemplates.Composed composed = MailTemplates.composed(
                template,
                Map.of(
                        TemplateVariable.NAME,
                        "<img src=x onerror=alert(1)> \uE000",
                        TemplateVariable.REPLY,
                        "</p><script>'\"</script>\n\n- a\n- b https://evil.example"),
                brand);

        assertThat(composed.html())
                .contains("Dear &lt;img src=x onerror=alert(1)&gt;</p>")
                .contains(
                        "&lt;/p&gt;&lt;script&gt;&#39;&quot;&lt;/script&gt;<br>\n<br>\n- a<br>\n- b https://evil.example")
                .contains("<ul><li>one</li><li>two</li></ul>")
                .contains("<a href=\"https://example.org/help?x=1\">https://example.org/help?x=1</a>.")
                .contains("A &lt;b&gt;")
                .doesNotContain("<script", "<img", "href=\"https://evil");
    }

    @Test
    void aQuoteIsMarkedInBothForms() {
        MailTemplates.Composed composed = MailTemplates.composed(
                new MailTemplate("s", "Hello\n\n{{quote}}"),
                Map.of(TemplateVariable.QUOTE, "one\n\ntwo"),
                new MailBrand("en", "A", "", MailBrand.STANDARD_COLOUR));

        assertThat(composed.text()).isEqualTo("Hello\n\n> one\n>\n> two\n");
        assertThat(composed.html()).contains(">one<br>\n<br>\ntwo</blockquote>");
    }

    @Test
    void aSenderWhoIsNotAuthenticatedIsToldNothingThatOthersChose() {
        for (MailEvent event : MailEvent.values()) {
            Map<TemplateVariable, String> values =
                    MailTemplates.withoutOthersWords(TemplateSamples.values(event, "en"));
            assertThat(values)
                    .doesNotContainKeys(TemplateVariable.NAME, TemplateVariable.SUBJECT, TemplateVariable.QUOTE);
        }
    }

    @Test
    void templatesAndBrandsWithWhatCannotBeSeenAreRefused() {
        assertThatThrownBy(() -> new MailTemplate("s", "a\u202Eb").check(MailEvent.OPENED))
                .hasMessageContaining("U+202E");
        assertThatThrownBy(() -> new MailTemplate("s", "a\uE003b").check(MailEvent.OPENED))
                .hasMessageContaining("U+E003");
        assertThatThrownBy(() -> new MailTemplate("a\nb", "text").check(MailEvent.OPENED))
                .hasMessageContaining("one line");
        assertThatThrownBy(() -> new MailBrand("en", "A\r\nBcc: x", "", "#000000").check())
                .hasMessageContaining("displayName");
        assertThatThrownBy(() -> new MailBrand("en", "A", "", "red;}</style>").check())
                .hasMessageContaining("#rrggbb");
    }

    private static String lines(@Nullable String text) {
        return text == null ? "" : text.replace('⏎', '\n');
    }
}
