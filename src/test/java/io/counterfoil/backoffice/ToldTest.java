package io.counterfoil.backoffice;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.context.MessageSource;

/** What is stored in English, said in French. */
class ToldTest {
    private final MessageSource texts = texts();

    private static MessageSource texts() {
        TextSource texts = new TextSource();
        texts.setBasename("i18n/backoffice");
        texts.setDefaultEncoding("UTF-8");
        texts.setFallbackToSystemLocale(false);
        return texts;
    }

    private Told french(String stored) {
        return Told.of(stored, texts, Locale.FRENCH);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ticket T-404 is not known (expected: an imported ticket) | le billet T-404 est inconnu (attendu : un billet importé)
            quarantined UNKNOWN_TICKET: ticket T-404 is not known (expected: an imported ticket) | mis en quarantaine (Billet inconnu) : le billet T-404 est inconnu (attendu : un billet importé)
            ticket T-1 has an open transfer, line 7 (expected: none, or its cancellation together with this) | le billet T-1 a un transfert ouvert, ligne 7 (attendu : aucun, ou son annulation en même temps)
            batchSize: 0 (expected: 1 to 10000) | batchSize : 0 (attendu : de 1 à 10000)
            status: a number (expected: a string) | status : un nombre (attendu : un texte)
            ticket T-1: statusDate: "soon" (expected: RFC 3339 with offset, such as 2026-06-14T09:12:33Z) | billet T-1 : statusDate : "soon" (attendu : RFC 3339 avec décalage, comme 2026-06-14T09:12:33Z)
            the wallet answers 503 and asks to wait 30 s (after 5 calls) | le portefeuille répond 503 et demande d’attendre 30 s (après 5 appels)
            the wallet answers 404 (expected: 200); what came: <html> | le portefeuille répond 404 (attendu : 200) ; reçu : <html>
            the time budget of 10 minutes is used up | les 10 minutes prévues sont écoulées
            """)
    void whatIsOursIsSaidInTheReadersLanguage(String stored, String said) {
        Told told = french(stored);

        assertThat(told.text().replace('\u00a0', ' ')).isEqualTo(said);
        assertThat(told.lang()).isEqualTo("fr");
    }

    @Test
    void whatIsNotWhollyOursStaysAsItCameAndSaysSo() {
        String theirs = "the box: is closed (expected: nobody knows what)";

        assertThat(french(theirs)).isEqualTo(new Told(theirs, "en"));
        assertThat(french("ticket T-1: whatever the wallet says"))
                .extracting(Told::lang)
                .isEqualTo("en");
        assertThat(Told.of("an object", texts, Locale.ENGLISH)).isEqualTo(new Told("an object", "en"));
    }

    @Test
    void everySentenceIsRecognizedAsItStandsInTheEnglishTexts() {
        for (Sentence sentence : Sentence.values()) {
            Object[] values = IntStream.range(0, 5).mapToObj(i -> "v" + i).toArray();
            String english = Objects.requireNonNull(texts.getMessage(sentence.key(), values, Locale.ENGLISH))
                    .replace('’', '\'');
            assertThat(sentence.places(english))
                    .as(english)
                    .isNotNull()
                    .satisfies(places -> assertThat(Arrays.asList(values)
                                    .subList(0, Objects.requireNonNull(places).size()))
                            .isEqualTo(places));
        }
    }
}
