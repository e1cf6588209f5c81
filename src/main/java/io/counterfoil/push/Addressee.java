package io.counterfoil.push;

import io.counterfoil.contacts.Contact;
import io.counterfoil.kernel.EmailAddress;
import io.counterfoil.kernel.Rule;
import org.jspecify.annotations.Nullable;

/** To whom an injected ticket is addressed. Source: custom parameter {@code overlaySpectatorDetailsWithLastOwner}. */
@Rule(
        "An injected ticket is addressed to its cultural contact; where the overlay parameter is false, to its last mobile owner"
                + " first. Without an address it is not sent.")
sealed interface Addressee {
    /**
     * Somebody with an address.
     *
     * @param contact whose other details go with it; null: the address goes alone
     */
    record Person(EmailAddress address, @Nullable Contact contact) implements Addressee {}

    /** Nobody. The reason is for people and holds no personal data. */
    record Nobody(String reason) implements Addressee {}

    /**
     * Chooses.
     *
     * @param overlay whether the cultural contact is taken without looking for the last mobile owner
     * @param lastOwner address that the wallet told last
     * @param owner the contact that the address means, where one is known
     */
    static Addressee of(
            boolean overlay, @Nullable Contact cultural, @Nullable EmailAddress lastOwner, @Nullable Contact owner) {
        if (!overlay && lastOwner != null) {
            boolean usable = owner != null && owner.erasedAt() == null;
            return new Person(lastOwner, usable ? owner : null);
        }
        if (cultural == null) {
            return new Nobody("the ticket has no cultural contact");
        }
        if (cultural.erasedAt() != null) {
            return new Nobody("contact " + cultural.id() + " has been erased");
        }
        return EmailAddress.parse(cultural.email())
                .<Addressee>map(address -> new Person(address, cultural))
                .orElseGet(() -> new Nobody("contact " + cultural.id() + " has no e-mail address"));
    }
}
