package io.counterfoil.reference;

import io.counterfoil.contacts.RawDetails;
import io.counterfoil.kernel.Told;
import io.counterfoil.reference.ReferenceInterpreter.ImportContact;
import io.counterfoil.reference.ReferenceInterpreter.Outcome;
import io.counterfoil.reference.ReferenceResult.LineResult;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;

/** A ticket that Anna bought, and words to tell what becomes of it. Lines are {@code from > to STATUS SOURCE}. */
abstract class TicketStory {
    static final Instant NINE = Instant.parse("2026-06-14T09:00:00Z");
    static final String ANNA = "anna@example.org";
    static final String BEN = "ben@example.org";
    static final String CLEO = "cleo@example.org";

    final ReferenceInterpreter office = new ReferenceInterpreter(true);

    @BeforeEach
    void annaHasATicket() {
        office.importTicket("S-1", new ImportContact(ANNA, "Anna", "Meier"), NINE);
    }

    Outcome deliver(ReferenceEntry entry) {
        return office.deliver("mobile", 0, entry, NINE.plus(Duration.ofHours(1)));
    }

    void contact(String handle, String address) {
        office.contact(handle, List.of(address), ReferenceProfile.named(handle, "Roth"), false, true, NINE);
    }

    List<LineResult> lines() {
        return office.result("S-1").history();
    }

    List<String> history() {
        return lines().stream()
                .map(line -> name(line.oldContact()) + " > " + name(line.newContact()) + " " + line.status() + " "
                        + line.source())
                .toList();
    }

    @Nullable
    String holder() {
        return office.culturalContact("S-1");
    }

    static String name(@Nullable String label) {
        return label == null ? "nobody" : label.substring(0, label.indexOf('@'));
    }

    static Instant at(long minute) {
        return NINE.plus(Duration.ofMinutes(minute));
    }

    static ReferenceEntry entry(long sequence, String status) {
        return ReferenceEntry.of("S-1", status).withSequence(sequence).withStatusDate(at(sequence), null);
    }

    static ReferenceEntry named(String ticketId, ReferenceEntry entry) {
        return ReferenceEntry.of(ticketId, entry.status())
                .withSequence(entry.sequence())
                .withTransfer(entry.transfer());
    }

    static ReferenceEntry owned(long sequence, String status, String owner) {
        return entry(sequence, status).withOwner(Told.of(owner));
    }

    static ReferenceEntry pending(long sequence, @Nullable String id, String from, String to) {
        return transfer(sequence, "PENDING_TRANSFER", id, from, to, from);
    }

    static ReferenceEntry transferred(long sequence, @Nullable String id, String from, String to) {
        return transfer(sequence, "TRANSFERRED", id, from, to, to);
    }

    static ReferenceEntry transfer(
            long sequence, String status, @Nullable String id, String from, String to, String owner) {
        return owned(sequence, status, owner).withTransfer(block(id, from, to, null));
    }

    static ReferenceEntry.Block block(@Nullable String id, String from, String to, @Nullable Instant endedAt) {
        return new ReferenceEntry.Block(id, "FORWARD", from, to, null, endedAt, null);
    }

    static RawDetails named(@Nullable String email, String firstName, String lastName) {
        return new RawDetails(email, null, firstName, lastName, null, null, null, null, null, null, null, null);
    }
}
