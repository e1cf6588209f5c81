package io.counterfoil.sync;

import io.counterfoil.kernel.Ids;
import io.counterfoil.kernel.TicketId;
import io.counterfoil.organizers.CustomParameters;
import io.counterfoil.tickets.TicketLedger;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Counts what became of a page's entries and collects those to be held; decides whether the page is applied at all. */
final class PageSorter {
    /** How much of an entry a run's reason shows; its other parts and the entry's end fit into what is stored. */
    private static final int SHOWN_BYTES = 2048;

    private final PageApplier.Request request;
    private final Ids ids;
    private final List<Held> quarantined = new ArrayList<>();
    private final List<Held> skipped = new ArrayList<>();
    private final PageNotes notes = new PageNotes();
    private int applied;
    private int unchanged;

    PageSorter(PageApplier.Request request, Ids ids) {
        this.request = request;
        this.ids = ids;
    }

    void judged(Parcel parcel, Verdict verdict) {
        switch (verdict) {
            case Verdict.Applied(List<String> warnings) -> {
                applied++;
                notes.warn(parcel.ticketId(), warnings);
            }
            case Verdict.Unchanged() -> unchanged++;
            case Verdict.Skipped() ->
                skipped.add(held(Held.Kind.SKIP, parcel.ticketId(), "SKIPPED", "on the skip list", parcel));
            case Verdict.Refused(String reason, String detail) ->
                quarantined.add(held(Held.Kind.QUARANTINE, parcel.ticketId(), reason, detail, parcel));
        }
    }

    void rejected(DiffItem.Rejected rejected) {
        quarantined.add(held(
                Held.Kind.QUARANTINE,
                rejected.ticketId(),
                DiffItem.Rejected.REASON,
                rejected.detail(),
                rejected.raw(),
                digestOf(rejected.raw())));
    }

    void refolded(Collection<TicketLedger> ledgers) {
        for (TicketLedger ledger : ledgers) {
            ledger.withdrawn()
                    .forEach(line -> notes.add("ticket " + ledger.ticketId() + ": line " + line.id()
                            + " withdrawn, a late entry took its place"));
        }
    }

    /** @param closed answers which digests were quarantined once and are closed: they count as unchanged */
    PageApplier.Sorted result(Function<Collection<UUID>, Set<UUID>> closed) {
        Set<UUID> over = quarantined.isEmpty()
                ? Set.of()
                : closed.apply(quarantined.stream().map(Held::digest).toList());
        List<Held> open =
                quarantined.stream().filter(h -> !over.contains(h.digest())).toList();
        PageCounts counts =
                new PageCounts(applied, unchanged + quarantined.size() - open.size(), skipped.size(), open.size());
        open.forEach(h -> notes.add("quarantined " + h.reason() + ": " + withoutPersonalData(h)));
        List<Held> all = new ArrayList<>(open);
        all.addAll(skipped);
        return new PageApplier.Sorted(counts, all, notes.all(), refusal(counts, open));
    }

    private @Nullable String refusal(PageCounts counts, List<Held> open) {
        CustomParameters parameters = request.to().customParameters();
        if (!open.isEmpty() && !parameters.continueOnError()) {
            Held first = open.getFirst();
            return "doContinueInCaseOfSyncError=false and an entry cannot be applied: " + first.reason() + ", "
                    + withoutPersonalData(first) + "; the entry: "
                    + PersonalDataMask.excerpt(first.raw(), SHOWN_BYTES);
        }
        if (KillRatio.kills(counts.quarantined(), counts.entries(), parameters.killRatio())) {
            return "killRatio=" + parameters.killRatio() + " reached: " + counts.quarantined() + " of "
                    + counts.entries() + " entries of the page would be quarantined, the first: "
                    + withoutPersonalData(open.getFirst());
        }
        return null;
    }

    /** A run's journal and the log outlive a person's data, so they say of an address only that there is one. */
    private static String withoutPersonalData(Held held) {
        return held.reason().equals(Verdict.UNUSABLE_ADDRESS)
                ? "ticket " + held.ticketId() + ": an address that cannot be used"
                : held.detail();
    }

    private Held held(Held.Kind kind, TicketId ticket, String reason, String detail, Parcel parcel) {
        return held(
                kind, ticket, reason, detail, parcel.diff().raw(), parcel.diff().digest());
    }

    private Held held(
            Held.Kind kind, @Nullable TicketId ticket, String reason, String detail, byte[] raw, UUID digest) {
        return new Held(
                ids.next(),
                kind,
                request.to().code(),
                request.taking().stream().epoch(),
                request.taking().runId(),
                ticket == null ? null : ticket.value(),
                reason,
                detail,
                raw,
                digest,
                Held.State.OPEN,
                request.taking().receivedAt(),
                null,
                null);
    }

    /** Of what is no entry nothing but its bytes is known. */
    private static UUID digestOf(byte[] raw) {
        try {
            ByteBuffer sha256 =
                    ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(raw));
            return new UUID(sha256.getLong(), sha256.getLong());
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
