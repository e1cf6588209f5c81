package io.counterfoil.reference;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Everybody whom the organizer knows, by address. Source: contact synchronisation. */
final class ReferenceContacts {
    private final List<ReferenceContact> all = new ArrayList<>();
    private final Map<String, List<ReferenceContact>> byAddress = new HashMap<>();

    ReferenceContact add(ReferenceContact contact) {
        all.add(contact);
        for (String address : contact.addresses) {
            byAddress.computeIfAbsent(address, none -> new ArrayList<>()).add(contact);
        }
        return contact;
    }

    List<ReferenceContact> all() {
        return all;
    }

    /** The last part of rule 1: nothing is known of the ticket. */
    @Nullable
    ReferenceContact find(String address) {
        List<ReferenceContact> candidates = byAddress.getOrDefault(address, List.of());
        Comparator<ReferenceContact> oldest = Comparator.comparing(contact -> contact.createdAt);
        return candidates.stream()
                .filter(contact -> contact.internetAccount)
                .findFirst()
                .or(() -> candidates.stream()
                        .filter(contact -> !contact.temporary)
                        .min(oldest))
                .or(() -> candidates.stream().min(oldest))
                .orElse(null);
    }

    /** Rule 3. The profile is null where only the address is known. */
    ReferenceContact create(String address, @Nullable ReferenceProfile named, Instant at) {
        ReferenceProfile profile = named == null ? ReferenceProfile.EMPTY : named;
        return add(new ReferenceContact(List.of(address), profile, named == null, false, at));
    }

    boolean hasTemporary(String address) {
        return byAddress.getOrDefault(address, List.of()).stream().anyMatch(contact -> contact.temporary);
    }

    /** Rule 2: a temporary contact with this address is it no longer. */
    void complete(String address, ReferenceProfile named) {
        for (ReferenceContact contact : byAddress.getOrDefault(address, List.of())) {
            if (contact.temporary) {
                contact.profile = named;
                contact.temporary = false;
            }
        }
    }
}
