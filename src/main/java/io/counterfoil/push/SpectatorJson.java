package io.counterfoil.push;

import io.counterfoil.contacts.Contact;
import io.counterfoil.kernel.EmailAddress;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A contact as {@code spectatorDetails}: the mapping of contact synchronisation, the other way round. What is not known is
 * left out, so that a temporary contact is an address and nothing else.
 */
final class SpectatorJson {
    private SpectatorJson() {}

    static ObjectNode of(EmailAddress address, @Nullable Contact contact) {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("email", address.text());
        if (contact != null) {
            put(json, "title", contact.title());
            put(json, "firstName", contact.firstName());
            put(json, "lastName", contact.lastName());
            put(json, "dateOfBirth", contact.birthDate());
            put(json, "nationality", contact.nationality());
            put(json, "idCardNumber", contact.idNumber());
            put(json, "phoneNumber", contact.mobilePhone());
            put(json, "residenceCountry", contact.country());
            put(json, "language", contact.language());
        }
        return json;
    }

    static void put(ObjectNode json, String member, @Nullable Object value) {
        if (value != null) {
            json.put(member, value.toString());
        }
    }
}
