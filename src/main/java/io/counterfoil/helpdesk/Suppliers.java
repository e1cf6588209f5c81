package io.counterfoil.helpdesk;

import io.counterfoil.database.OrganizerTransactions;
import io.counterfoil.journal.Differences;
import io.counterfoil.journal.Journal;
import io.counterfoil.kernel.EmailAddress;
import io.counterfoil.kernel.Excerpt;
import io.counterfoil.kernel.OrganizerCode;
import io.counterfoil.kernel.Refusal;
import io.counterfoil.kernel.Told;
import io.counterfoil.mail.Mailboxes;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The suppliers of organizers. Each method opens the organizer's transaction or joins the one that is open. */
public final class Suppliers {
    private static final Pattern CODE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
    private static final int MOST = 200;

    private final OrganizerTransactions transactions;
    private final SupplierStore store;
    private final Mailboxes mailboxes;
    private final Journal journal;
    private final Clock clock;

    Suppliers(
            OrganizerTransactions transactions,
            SupplierStore store,
            Mailboxes mailboxes,
            Journal journal,
            Clock clock) {
        this.transactions = transactions;
        this.store = store;
        this.mailboxes = mailboxes;
        this.journal = journal;
        this.clock = clock;
    }

    /** What somebody wants of a supplier; what was not told stays. */
    public record SupplierChange(Told<String> name, Told<List<String>> addresses, Told<List<String>> domains) {}

    public Optional<Supplier> find(OrganizerCode organizer, String code) {
        return transactions.read(organizer, () -> store.find(organizer, code));
    }

    /** Suppliers in the order of their codes. */
    public List<Supplier> list(OrganizerCode organizer) {
        return transactions.read(organizer, () -> store.list(organizer));
    }

    /** Makes or changes a supplier and journals it. An address or domain is one supplier's at most. */
    public Supplier save(OrganizerCode organizer, String code, SupplierChange change, String actor) {
        if (!CODE.matcher(code).matches()) {
            throw Refusal.invalid("code", code, "1 to 64 letters, digits, dots, dashes and underscores");
        }
        return transactions.write(organizer, () -> {
            Supplier former = store.find(organizer, code).orElse(null);
            Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
            Supplier next = new Supplier(
                    code,
                    name(change.name().after(former == null ? null : former.name())),
                    addresses(change.addresses().after(former == null ? null : former.addresses())),
                    domains(change.domains().after(former == null ? null : former.domains())),
                    former == null ? now : former.createdAt(),
                    now);
            try {
                store.save(
                        organizer,
                        next,
                        Stream.concat(next.addresses().stream(), next.domains().stream())
                                .toList());
            } catch (DuplicateKeyException taken) {
                throw Refusal.conflict(
                        "supplier-address-taken",
                        "another supplier has one of these addresses or domains (expected: each is one supplier's)");
            }
            ObjectNode body = Differences.between(former == null ? null : described(former), described(next));
            if (former != null && !former.addresses().equals(next.addresses())) {
                body.put("addressesChanged", true);
            }
            String action = former == null ? "created" : "changed";
            journal.append(organizer, actor, Differences.line("supplier", code, action, body));
            mailboxes.readingChanges(organizer);
            return next;
        });
    }

    /**
     * Forgets a supplier: from then on his mails are like anybody's. Cases keep his code and all that he wrote; a supplier made
     * later under the same code is the supplier of those cases again.
     */
    public void remove(OrganizerCode organizer, String code, String actor) {
        transactions.writeOnly(organizer, () -> {
            Supplier former = store.find(organizer, code).orElseThrow(() -> Refusal.notFound("supplier", code));
            store.remove(organizer, code);
            ObjectNode body = Differences.between(described(former), null);
            journal.append(organizer, actor, Differences.line("supplier", code, "removed", body));
            mailboxes.readingChanges(organizer);
        });
    }

    /** What the journal says of a supplier: of the addresses, which are people's, how many they are. */
    private static ObjectNode described(Supplier supplier) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("name", supplier.name())
                .put("addresses", supplier.addresses().size())
                .put("domains", String.join(" ", supplier.domains()));
    }

    private static String name(@Nullable String name) {
        String stripped = name == null ? "" : name.strip();
        if (stripped.isEmpty()
                || stripped.length() > MOST
                || stripped.codePoints().anyMatch(Excerpt::isUnsafe)) {
            throw Refusal.invalid("name", name, "1 to 200 characters, no control characters");
        }
        return stripped;
    }

    private static List<String> addresses(@Nullable List<String> addresses) {
        return bounded("addresses", addresses).stream()
                .map(text -> EmailAddress.parse(text)
                        .orElseThrow(() -> Refusal.invalid("addresses", text, "mailboxes such as anna@example.org"))
                        .key())
                .distinct()
                .sorted()
                .toList();
    }

    private static List<String> domains(@Nullable List<String> domains) {
        return bounded("domains", domains).stream()
                .map(text -> EmailAddress.parse("x@" + text.strip().toLowerCase(Locale.ROOT))
                        .orElseThrow(() -> Refusal.invalid("domains", text, "domains such as example.org"))
                        .key()
                        .substring(2))
                .distinct()
                .sorted()
                .toList();
    }

    private static List<String> bounded(String field, @Nullable List<String> values) {
        if (values == null) {
            return List.of();
        }
        if (values.size() > MOST) {
            throw Refusal.invalid(field, values.size() + " values", "at most " + MOST);
        }
        return values;
    }
}
