package io.counterfoil.contacts;

import io.counterfoil.kernel.ContactId;
import io.counterfoil.kernel.Rule;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who is meant by an address, for one ticket. Source: contact rules 1 and 6.
 *
 * <p>An erased contact takes part only where the owner is meant, or a transfer begun before the erasure (or nobody knows
 * when). Among the organizer's contacts it comes after the living ones, but before those who were made since it was erased:
 * when that transfer began, they did not exist.
 */
@Rule(
        "An address means the ticket's cultural contact, else its open line's new contact, else the latest of its history, else the"
                + " organizer's contact with an internet account, else the oldest normal one, else the temporary one.")
final class ContactMatching {
    private static final Comparator<KnownContact> OLDEST_FIRST = Comparator.comparing(KnownContact::createdAt)
            .thenComparing(contact -> contact.id().toString());

    private ContactMatching() {}

    /**
     * For whom an address is looked up.
     *
     * @param preferred the ticket's own contacts, the first that has the address is meant; merges followed
     * @param begunAt when the transfer was begun, null when nobody knows
     * @param owner whether the wallet owner is meant rather than a side of a transfer
     */
    record Question(List<ContactId> preferred, @Nullable Instant begunAt, boolean owner) {}

    /**
     * Who is meant.
     *
     * @param ambiguous whether others could have been meant as well
     */
    record Match(KnownContact contact, boolean ambiguous) {}

    static Optional<Match> match(List<KnownContact> withAddress, Question question) {
        for (ContactId preferred : question.preferred()) {
            for (KnownContact contact : withAddress) {
                if (contact.id().equals(preferred) && counts(contact, question)) {
                    return Optional.of(new Match(contact, false));
                }
            }
        }
        return ofOrganizer(withAddress, question);
    }

    private static Optional<Match> ofOrganizer(List<KnownContact> withAddress, Question question) {
        Optional<KnownContact> erased = withAddress.stream()
                .filter(contact -> contact.erased() && counts(contact, question))
                .min(OLDEST_FIRST);
        List<KnownContact> living = withAddress.stream()
                .filter(contact -> !contact.erased() && wasThere(contact, erased, question))
                .toList();
        if (living.isEmpty()) {
            return erased.map(contact -> new Match(contact, false));
        }
        Optional<KnownContact> account =
                living.stream().filter(KnownContact::internetAccount).min(OLDEST_FIRST);
        if (account.isPresent()) {
            return account.map(contact -> new Match(contact, false));
        }
        return living.stream()
                .min(Comparator.comparing(KnownContact::temporary).thenComparing(OLDEST_FIRST))
                .map(contact -> new Match(contact, living.size() > 1));
    }

    private static boolean wasThere(KnownContact living, Optional<KnownContact> erased, Question question) {
        if (question.owner() || question.begunAt() == null || erased.isEmpty()) {
            return true;
        }
        Instant erasedAt = erased.get().erasedAt();
        return erasedAt == null || living.createdAt().isBefore(erasedAt);
    }

    private static boolean counts(KnownContact contact, Question question) {
        Instant erasedAt = contact.erasedAt();
        Instant begunAt = question.begunAt();
        return erasedAt == null || question.owner() || begunAt == null || begunAt.isBefore(erasedAt);
    }
}
