package io.counterfoil.organizers;

import io.counterfoil.database.OrganizerTransactions;
import io.counterfoil.journal.Change;
import io.counterfoil.journal.Differences;
import io.counterfoil.journal.Journal;
import io.counterfoil.kernel.Excerpt;
import io.counterfoil.kernel.OrganizerCode;
import io.counterfoil.kernel.Refusal;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The organizers of this installation, and the organizations of each. */
public final class Organizers {
    private static final int MOST_NAME = 200;
    private static final int DEFAULT_RETENTION = 30;
    private static final int LONGEST_RETENTION = 3650;
    private static final Set<String> LANGUAGES = Set.of("en", "fr");

    private final OrganizerTransactions transactions;
    private final OrganizerStore store;
    private final Journal journal;
    private final Clock clock;

    Organizers(OrganizerTransactions transactions, OrganizerStore store, Journal journal, Clock clock) {
        this.transactions = transactions;
        this.store = store;
        this.journal = journal;
        this.clock = clock;
    }

    /**
     * Makes an organizer known, with an empty journal that begins with this.
     *
     * @param actor who does it, for the journal
     */
    public Organizer create(OrganizerCode code, @Nullable String name, String actor) {
        String named = checkedName(name);
        return transactions.writeAside(code, () -> {
            Organizer organizer = new Organizer(
                    code,
                    named,
                    ZoneOffset.UTC,
                    "en",
                    DEFAULT_RETENTION,
                    clock.instant().truncatedTo(ChronoUnit.MICROS));
            if (!store.add(organizer) || !transactions.addHead(code)) {
                throw Refusal.conflict("organizer-exists", "an organizer with the code " + code + " exists already");
            }
            String body =
                    JsonNodeFactory.instance.objectNode().put("name", named).toString();
            journal.append(code, actor, List.of(new Change("organizer", code.value(), "created", null, body)));
            return organizer;
        });
    }

    public Optional<Organizer> find(OrganizerCode code) {
        return transactions.global(() -> store.find(code));
    }

    /**
     * Changes what people see of an organizer, and how long orphaned contacts are kept.
     *
     * @param timeZone an id of the time zone database, such as {@code Europe/Zurich}
     * @param language {@code en} or {@code fr}
     */
    public Organizer change(
            OrganizerCode code, String name, String timeZone, String language, int retentionDays, String actor) {
        if (!LANGUAGES.contains(language)) {
            throw Refusal.invalid("language", language, "en or fr");
        }
        if (retentionDays < 1 || retentionDays > LONGEST_RETENTION) {
            throw Refusal.invalid("retentionDays", retentionDays, "1 to 3650");
        }
        ZoneId zone = zone(timeZone);
        String named = checkedName(name);
        return transactions.write(code, () -> {
            Organizer former = store.find(code).orElseThrow(() -> Refusal.notFound("organizer", code));
            Organizer next = new Organizer(code, named, zone, language, retentionDays, former.createdAt());
            if (!next.equals(former)) {
                store.update(next);
                ObjectNode body = Differences.between(described(former), described(next));
                journal.append(code, actor, Differences.line("organizer", code.value(), "changed", body));
            }
            return next;
        });
    }

    private static ObjectNode described(Organizer organizer) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("name", organizer.name())
                .put("timeZone", organizer.timeZone().getId())
                .put("language", organizer.language())
                .put("retentionDays", organizer.retentionDays());
    }

    private static ZoneId zone(String id) {
        try {
            return ZoneId.of(id.strip());
        } catch (DateTimeException unknown) {
            throw Refusal.invalid("timeZone", id, "a time zone such as Europe/Zurich");
        }
    }

    /** The organizer, or a refusal that says that there is none. */
    public Organizer require(OrganizerCode code) {
        return find(code).orElseThrow(() -> Refusal.notFound("organizer", code));
    }

    /**
     * Organizers in the order of their codes.
     *
     * @param after the code of the last one seen, empty for the first page
     */
    public List<Organizer> list(String after, int limit) {
        return transactions.global(() -> store.after(after, limit));
    }

    /** Makes organizations known that are named for the first time; the others are left as they are. */
    public void ensureOrganizations(OrganizerCode organizer, Collection<String> codes, String actor) {
        TreeSet<String> checked = new TreeSet<>();
        codes.forEach(code -> checked.add(Organization.checkedCode(code)));
        transactions.writeOnly(organizer, () -> {
            List<Change> added = store.addOrganizations(organizer, checked, clock.instant()).stream()
                    .sorted()
                    .map(code -> new Change("organization", code, "created", null, "{}"))
                    .toList();
            journal.append(organizer, actor, added);
        });
    }

    /** The organizations of an organizer in the order of their codes. */
    public List<Organization> organizations(OrganizerCode organizer) {
        return transactions.read(organizer, () -> store.organizations(organizer));
    }

    private static String checkedName(@Nullable String name) {
        String stripped = name == null ? "" : name.strip();
        if (stripped.isEmpty()
                || stripped.length() > MOST_NAME
                || stripped.codePoints().anyMatch(Excerpt::isUnsafe)) {
            throw Refusal.invalid("name", name, "1 to 200 characters, no control characters");
        }
        return stripped;
    }
}
