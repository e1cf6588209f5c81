package io.counterfoil.tickets;

import io.counterfoil.contacts.AddressBook;
import io.counterfoil.contacts.ContactDetails;
import io.counterfoil.kernel.EmailAddress;
import io.counterfoil.kernel.Ids;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The people of everything that is applied in one transaction: the address book, and each address parsed once. */
public final class PagePeople {
    private final AddressBook book;
    private final Ids ids;
    private final Map<String, Optional<EmailAddress>> parsed = new HashMap<>();

    public PagePeople(AddressBook book, Ids ids) {
        this.book = book;
        this.ids = ids;
    }

    public AddressBook book() {
        return book;
    }

    Ids ids() {
        return ids;
    }

    People of(@Nullable ContactDetails details, List<Distribution> former) {
        return new People(book, parsed, details, former);
    }
}
