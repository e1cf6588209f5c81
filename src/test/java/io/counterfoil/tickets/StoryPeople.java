package io.counterfoil.tickets;

import io.counterfoil.contacts.AddressBook;
import io.counterfoil.contacts.KnownContact;
import io.counterfoil.contacts.NewContact;
import io.counterfoil.kernel.ContactId;
import io.counterfoil.kernel.Ids;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The people of the stories. Anna, Ben, Cleo, Dan and Eva are normal contacts; each has a second address, written
 * {@code anna/home}. The address {@code family} is shared by Anna and Ben. Anybody else is not known before the story.
 */
final class StoryPeople {
    static final List<String> KNOWN = List.of("anna", "ben", "cleo", "dan", "eva");
    private static final Instant LONG_AGO = Instant.parse("2025-01-01T00:00:00Z");

    private final PagePeople page;

    StoryPeople() {
        Map<String, List<KnownContact>> book = new HashMap<>();
        for (String name : KNOWN) {
            List<KnownContact> alone = List.of(contactOf(name));
            book.put(name + "@example.org", alone);
            book.put(name + ".home@example.org", alone);
        }
        book.put("family@example.org", List.of(contactOf("anna"), contactOf("ben")));
        Ids ids = new Ids(Clock.fixed(StoryItem.NOON, ZoneOffset.UTC), new Random(1));
        page = new PagePeople(AddressBook.of(book, ids, StoryItem.NOON), ids);
    }

    PagePeople page() {
        return page;
    }

    private static KnownContact contactOf(String name) {
        return new KnownContact(id(name), false, false, LONG_AGO.plusSeconds(KNOWN.indexOf(name)), null);
    }

    private static ContactId id(String name) {
        return new ContactId(UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)));
    }

    /** The contact of a name, null for null. */
    @Nullable
    ContactId contact(@Nullable String name) {
        return name == null ? null : known(name);
    }

    ContactId known(String name) {
        if (!KNOWN.contains(name)) {
            throw new IllegalArgumentException("person " + name + " (expected: one of " + KNOWN + ")");
        }
        return id(name);
    }

    /** The address behind a name of a story; what contains an at sign or a colon stands for itself. */
    static @Nullable String address(@Nullable String name) {
        if (name == null || name.contains("@") || name.contains(":")) {
            return name;
        }
        return name.replace('/', '.') + "@example.org";
    }

    /** The name of a contact; a star marks a temporary contact that the story made. */
    @Nullable
    String name(@Nullable ContactId contact) {
        if (contact == null) {
            return null;
        }
        Stream<String> born = page.book().born().stream()
                .filter(one -> one.id().equals(contact))
                .map(StoryPeople::bornName);
        return Stream.concat(KNOWN.stream().filter(name -> id(name).equals(contact)), born)
                .findFirst()
                .orElseThrow();
    }

    private static String bornName(NewContact contact) {
        return Objects.requireNonNull(contact.address()).key().replace("@example.org", "")
                + (contact.temporary() ? "*" : "");
    }
}
