package io.counterfoil.reference;

import io.counterfoil.reference.ReferenceLine.Part;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Who is meant by an address, for one ticket at one point of its fold. Source: contact rules 1 and 3. A line that existed
 * names its contacts for good, so it is asked first.
 */
final class ReferenceMatching {
    private final ReferenceContacts contacts;
    private final List<ReferenceLine> before;
    private final ReferenceFold fold;
    private final Instant now;

    ReferenceMatching(ReferenceContacts contacts, List<ReferenceLine> before, ReferenceFold fold, Instant now) {
        this.contacts = contacts;
        this.before = before;
        this.fold = fold;
        this.now = now;
    }

    ReferenceContact sender(ReferenceEntry entry, String address) {
        ReferenceContact present = present(address);
        if (present != null) {
            return present;
        }
        ReferenceContact known = first(
                address,
                remembered(line -> isOf(line, entry), line -> line.oldContact),
                remembered(line -> isBornBy(line, entry, Part.OWN), line -> line.oldContact),
                remembered(line -> isBornBy(line, entry, Part.BEFORE), line -> line.newContact));
        return known != null ? known : match(entry, address);
    }

    ReferenceContact recipient(ReferenceEntry entry, String address) {
        ReferenceContact known = first(
                address,
                remembered(line -> isOf(line, entry), line -> line.newContact),
                remembered(line -> isBornBy(line, entry, Part.OWN), line -> line.newContact));
        return known != null ? known : match(entry, address);
    }

    ReferenceContact owner(ReferenceEntry entry, String address, Part part) {
        ReferenceContact present = present(address);
        if (present != null) {
            return present;
        }
        ReferenceContact known =
                first(address, remembered(line -> isBornBy(line, entry, part), line -> line.newContact));
        return known != null ? known : match(entry, address);
    }

    /**
     * The first two parts of rule 1. For whoever had the ticket they come before what a former fold found: otherwise a line
     * inferred only because an entry was late would come back when it is needed no more.
     */
    private @Nullable ReferenceContact present(String address) {
        ReferenceLine open = fold.open();
        if (fold.cultural != null && fold.cultural.has(address)) {
            return fold.cultural;
        }
        return open != null && open.newContact.has(address) ? open.newContact : null;
    }

    private ReferenceContact match(ReferenceEntry entry, String address) {
        ReferenceContact found = find(address);
        return found != null ? found : contacts.create(address, profileFor(entry, address), now);
    }

    /** Contact rule 1. */
    @Nullable
    ReferenceContact find(String address) {
        List<@Nullable ReferenceContact> inOrder = new ArrayList<>();
        inOrder.add(fold.cultural);
        ReferenceLine open = fold.open();
        inOrder.add(open == null ? null : open.newContact);
        for (ReferenceLine line : fold.lines.reversed()) {
            inOrder.add(line.newContact);
            inOrder.add(line.oldContact);
        }
        for (ReferenceContact contact : inOrder) {
            if (contact != null && contact.has(address)) {
                return contact;
            }
        }
        return contacts.find(address);
    }

    /** The names that an entry brings for an address, null where it brings none that count. */
    static @Nullable ReferenceProfile profileFor(ReferenceEntry entry, String address) {
        if (entry.spectator() == null
                || entry.namesAreHearsay()
                || !address.equals(ReferenceEntry.key(entry.describedText()))) {
            return null;
        }
        ReferenceProfile profile = ReferenceProfile.of(entry.spectator());
        return profile.hasRealNames() ? profile : null;
    }

    private List<ReferenceContact> remembered(
            Predicate<ReferenceLine> which, Function<ReferenceLine, @Nullable ReferenceContact> whom) {
        List<ReferenceContact> found = new ArrayList<>();
        for (List<ReferenceLine> lines : List.of(fold.lines, before)) {
            for (ReferenceLine line : lines) {
                ReferenceContact contact = which.test(line) ? whom.apply(line) : null;
                if (contact != null) {
                    found.add(contact);
                }
            }
        }
        return found;
    }

    @SafeVarargs
    private static @Nullable ReferenceContact first(String address, List<ReferenceContact>... lists) {
        for (List<ReferenceContact> list : lists) {
            for (ReferenceContact contact : list) {
                if (contact.has(address)) {
                    return contact;
                }
            }
        }
        return null;
    }

    private static boolean isOf(ReferenceLine line, ReferenceEntry entry) {
        return entry.transferId() != null && entry.transferId().equals(line.transferId);
    }

    private static boolean isBornBy(ReferenceLine line, ReferenceEntry entry, Part part) {
        return line.part == part && line.bornBy.equals(entry);
    }
}
