package io.counterfoil.helpdesk;

import io.counterfoil.database.OrganizerTransactions;
import io.counterfoil.helpdesk.CaptureRules.Captured;
import io.counterfoil.journal.Change;
import io.counterfoil.journal.Journal;
import io.counterfoil.kernel.CaseNumber;
import io.counterfoil.kernel.Excerpt;
import io.counterfoil.kernel.OrganizerCode;
import io.counterfoil.kernel.Refusal;
import java.text.Normalizer;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * What more is known of cases: fields that rules fill from mails, and agents by hand. Of two mails the later one counts; what an
 * agent wrote no mail changes. Each method opens the organizer's transaction or joins the one that is open.
 */
public final class CaseFields {
    private static final int LONGEST = 200;

    private final OrganizerTransactions transactions;
    private final CaptureStore store;
    private final Journal journal;
    private final Clock clock;

    CaseFields(OrganizerTransactions transactions, CaptureStore store, Journal journal, Clock clock) {
        this.transactions = transactions;
        this.store = store;
        this.journal = journal;
        this.clock = clock;
    }

    /** The fields of a case and of those that were merged into it, in the order of their names. */
    public List<CaseField> of(OrganizerCode organizer, CaseNumber number) {
        return transactions.read(organizer, () -> store.fields(organizer, number));
    }

    /**
     * An agent writes a field.
     *
     * @param value null or blank: takes it away
     */
    public void set(OrganizerCode organizer, CaseNumber number, String field, @Nullable String value, String login) {
        String name = CaptureRules.fieldName(field);
        String text = value == null ? "" : value.strip();
        if (text.length() > LONGEST || text.codePoints().anyMatch(Excerpt::isUnsafe)) {
            throw Refusal.invalid("value", value, "at most " + LONGEST + " characters on one line");
        }
        transactions.writeOnly(organizer, () -> {
            if (text.isEmpty()) {
                store.clear(organizer, number, key(name));
            } else {
                store.write(organizer, number, key(name), new CaseField(name, text, null, null, login, now()));
            }
            journal(organizer, "user:" + login, number, name, text.isEmpty() ? "field-cleared" : "field-set");
        });
    }

    /** Fills fields from a mail, in the transaction that stores what becomes of it. Filling them again changes nothing. */
    void fill(OrganizerCode organizer, CaseNumber number, UUID mailId, List<Captured> captured) {
        for (Captured one : captured) {
            CaseField field = new CaseField(one.field(), one.value(), one.rule(), mailId, null, now());
            if (store.capture(organizer, number, key(one.field()), field)) {
                journal(organizer, "system", number, one.field(), "field-captured");
            }
        }
    }

    /** Field names that differ in letter case or blanks only are one. */
    static String key(String field) {
        return Normalizer.normalize(field, Normalizer.Form.NFKC)
                .toLowerCase(Locale.ROOT)
                .replaceAll("\\s+", " ");
    }

    private void journal(OrganizerCode organizer, String actor, CaseNumber number, String field, String action) {
        String body = JsonNodeFactory.instance.objectNode().put("field", field).toString();
        journal.append(
                organizer, actor, List.of(new Change("case", Long.toString(number.value()), action, null, body)));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
