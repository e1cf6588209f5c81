package io.counterfoil.api;

import io.counterfoil.kernel.ContactId;
import io.counterfoil.kernel.Refusal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Ids of contacts, as callers write them. */
final class ContactIds {
    private ContactIds() {}

    /** In a path: what is no id names nobody. */
    static ContactId inPath(String text) {
        return ContactId.parse(text).orElseThrow(() -> Refusal.notFound("contact", text));
    }

    /** In a member of a body or a parameter. */
    static ContactId inMember(String member, @Nullable String text) {
        return Optional.ofNullable(text)
                .flatMap(ContactId::parse)
                .orElseThrow(() -> Refusal.invalid(member, text, "the id of a contact"));
    }
}
