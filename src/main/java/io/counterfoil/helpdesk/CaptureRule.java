package io.counterfoil.helpdesk;

import io.counterfoil.kernel.Rule;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Fills a field of a case from the mails that belong to it. Source: help desk rule 10.
 *
 * @param field its name, for people; several rules may fill one field
 * @param place where it looks
 * @param mailbox code of the only mailbox whose mails it looks at; null: all
 */
@Rule(
        "A rule looks in the subject without tags, in what the sender wrote now, or in both, the subject first. A rule that finds"
                + " something in each of three mails that have nothing in common matches everything.")
public record CaptureRule(
        String code, String field, Place place, @Nullable String mailbox, TextFinder finder, boolean active) {
    /** Mails that have nothing in common. */
    private static final List<List<String>> NOTHING_IN_COMMON = List.of(
            List.of("Hello", "Where is my ticket?"),
            List.of("4711", "0815\n42"),
            List.of("Écran", "Übergröße, né à Šiauliai"));

    /** Where a rule looks. */
    public enum Place {
        SUBJECT,
        TEXT,
        BOTH
    }

    /** What it finds in a mail that arrived at a mailbox; nothing when it does not look at that mailbox, or at all. */
    public Optional<String> find(String arrivedAt, String subject, String text) {
        return active && (mailbox == null || mailbox.equals(arrivedAt)) ? find(subject, text) : Optional.empty();
    }

    private Optional<String> find(String subject, String text) {
        return switch (place) {
            case SUBJECT -> finder.in(subject);
            case TEXT -> finder.in(text);
            case BOTH -> finder.in(subject).or(() -> finder.in(text));
        };
    }

    /** Whether it would fill its field from any mail. */
    public boolean matchesEverything() {
        return NOTHING_IN_COMMON.stream()
                .allMatch(mail -> find(mail.getFirst(), mail.getLast()).isPresent());
    }

    /** The same, switched on and for all mailboxes. */
    CaptureRule everywhere() {
        return new CaptureRule(code, field, place, null, finder, true);
    }
}
