package io.counterfoil.helpdesk;

import io.counterfoil.database.OrganizerTransactions;
import io.counterfoil.journal.Differences;
import io.counterfoil.journal.Journal;
import io.counterfoil.kernel.CaseNumber;
import io.counterfoil.kernel.OrganizerCode;
import io.counterfoil.kernel.Refusal;
import io.counterfoil.mail.Correspondent;
import io.counterfoil.mail.Heading;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * How suppliers write their own references, and which cases these are known for. Each method opens the organizer's transaction or
 * joins the one that is open.
 */
public final class SupplierReferences {
    private final OrganizerTransactions transactions;
    private final SupplierReferenceStore store;
    private final Suppliers suppliers;
    private final Journal journal;
    private final Clock clock;

    SupplierReferences(
            OrganizerTransactions transactions,
            SupplierReferenceStore store,
            Suppliers suppliers,
            Journal journal,
            Clock clock) {
        this.transactions = transactions;
        this.store = store;
        this.suppliers = suppliers;
        this.journal = journal;
        this.clock = clock;
    }

    /** How a supplier writes his references; nothing where that was not set. */
    public Optional<TextFinder> of(OrganizerCode organizer, String supplier) {
        return transactions.read(organizer, () -> store.finder(organizer, supplier));
    }

    /** Sets or clears how a supplier writes his references, and journals it; refuses what cannot be looked for. */
    public void save(OrganizerCode organizer, String supplier, @Nullable TextFinder finder, String actor) {
        if (finder != null) {
            finder.problem().ifPresent(problem -> {
                throw Refusal.invalid(
                        CaptureRules.field(problem.reason()),
                        problem.value(),
                        problem.reason().expected());
            });
        }
        transactions.writeOnly(organizer, () -> {
            if (suppliers.find(organizer, supplier).isEmpty()) {
                throw Refusal.notFound("supplier", supplier);
            }
            Optional<TextFinder> former = store.finder(organizer, supplier);
            if (former.equals(Optional.ofNullable(finder))) {
                return;
            }
            store.save(organizer, supplier, finder);
            ObjectNode body = Differences.between(
                    former.map(CaptureRules::described).orElse(null),
                    finder == null ? null : CaptureRules.described(finder));
            journal.append(organizer, actor, Differences.line("supplier", supplier, "reference-changed", body));
        });
    }

    /** The case for which the reference in a mail's subject is known, if its sender is a supplier and has written one; merges followed. */
    Optional<CaseNumber> caseOf(OrganizerCode organizer, Heading heading) {
        return transactions.read(
                organizer,
                () -> reference(organizer, heading)
                        .flatMap(found -> store.caseOf(organizer, found.supplier(), found.key())));
    }

    /** Remembers the reference in a supplier's mail as the case's; of two cases the later one has it. */
    void remember(OrganizerCode organizer, CaseNumber number, Heading heading) {
        reference(organizer, heading)
                .ifPresent(found -> store.remember(
                        organizer,
                        found.supplier(),
                        found.key(),
                        number,
                        clock.instant().truncatedTo(ChronoUnit.MICROS)));
    }

    private record Found(String supplier, String key) {}

    private Optional<Found> reference(OrganizerCode organizer, Heading heading) {
        return heading.from()
                .flatMap(Correspondent::usable)
                .flatMap(address -> store.markOf(organizer, address.key()))
                .flatMap(mark -> SupplierReference.in(mark.finder(), heading.subject())
                        .map(key -> new Found(mark.supplier(), key)));
    }
}
