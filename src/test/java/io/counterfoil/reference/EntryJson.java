package io.counterfoil.reference;

import io.counterfoil.contacts.RawDetails;
import io.counterfoil.kernel.Told;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Feed entries and pages as the wallet contract has them on the wire. */
public final class EntryJson {
    private EntryJson() {}

    /** One entry. */
    public static byte[] entry(ReferenceEntry entry) {
        return entry(entry, false);
    }

    /** One entry; {@code decorated} with members that nobody knows, which must not make another entry of it. */
    public static byte[] entry(ReferenceEntry entry, boolean decorated) {
        Members members = new Members();
        if (decorated) {
            members.raw("vendorSays", "{\"tickets\":[1,2.50,null],\"status\":\"NONE\"}");
        }
        members.text("ticketId", entry.ticketId());
        members.textIfAny("taxNumber", entry.taxNumber());
        members.rawIfAny("sequence", entry.sequence());
        members.text("status", entry.status());
        members.textIfAny(
                "statusDate", entry.brokenStatusDate() != null ? entry.brokenStatusDate() : entry.statusDate());
        switch (entry.walletOwner()) {
            case Told.Nothing<String> nothing -> {}
            case Told.Cleared<String> cleared -> members.raw("walletOwner", "null");
            case Told.Value<String>(String email) ->
                members.raw("walletOwner", new Members().text("email", email).end());
        }
        switch (entry.ticketHolder()) {
            case Told.Nothing<String> nothing -> {}
            case Told.Cleared<String> cleared -> members.raw("ticketHolder", "null");
            case Told.Value<String>(String json) -> members.raw("ticketHolder", json);
        }
        if (entry.spectator() != null) {
            members.raw("spectatorDetails", spectator(entry.spectator()));
        }
        if (entry.transfer() != null) {
            members.raw("transfer", transfer(entry.transfer()));
        }
        return members.end().getBytes(StandardCharsets.UTF_8);
    }

    /** A page around entries that are bytes already. */
    public static byte[] page(List<byte[]> entries, String nextPaginationKey, boolean hasMore) {
        List<String> texts = new ArrayList<>();
        for (byte[] entry : entries) {
            texts.add(new String(entry, StandardCharsets.UTF_8));
        }
        return new Members()
                .raw("tickets", "[" + String.join(",", texts) + "]")
                .text("nextPaginationKey", nextPaginationKey)
                .raw("hasMore", hasMore)
                .end()
                .getBytes(StandardCharsets.UTF_8);
    }

    /** A JSON string with its quotes. */
    public static String quoted(String text) {
        StringBuilder quoted = new StringBuilder(text.length() + 2).append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                quoted.append('\\').append(c);
            } else if (c < 0x20 || Character.isSurrogate(c)) {
                quoted.append(String.format("\\u%04x", (int) c));
            } else {
                quoted.append(c);
            }
        }
        return quoted.append('"').toString();
    }

    private static String spectator(RawDetails details) {
        Members members = new Members();
        members.textIfAny("email", details.email());
        members.textIfAny("title", details.title());
        members.textIfAny("firstName", details.firstName());
        members.textIfAny("lastName", details.lastName());
        members.textIfAny("dateOfBirth", details.dateOfBirth());
        members.textIfAny("nationality", details.nationality());
        members.textIfAny("idCardNumber", details.idCardNumber());
        members.textIfAny("phoneNumber", details.phoneNumber());
        members.textIfAny("residenceCountry", details.residenceCountry());
        members.textIfAny("language", details.language());
        if (details.allowPromoEmail() != null || details.allowThirdPartyEmail() != null) {
            Members consents = new Members();
            consents.rawIfAny("allowPromoEmail", details.allowPromoEmail());
            consents.rawIfAny("allowThirdPartyEmail", details.allowThirdPartyEmail());
            members.raw("organizerSpectatorPreference", consents.end());
        }
        return members.end();
    }

    private static String transfer(ReferenceEntry.Block block) {
        Members members = new Members();
        members.textIfAny("transferId", block.transferId());
        members.textIfAny("direction", block.direction());
        members.textIfAny("senderEmail", block.senderEmail());
        members.textIfAny("recipientEmail", block.recipientEmail());
        members.textIfAny("initiatedAt", block.initiatedAt());
        if (block.endedAt() == null) {
            members.raw("endedAt", "null");
        } else {
            members.text("endedAt", block.endedAt());
        }
        members.textIfAny("reason", block.reason());
        return members.end();
    }

    /** The members of one object, in the order in which they are told. */
    private static final class Members {
        private final StringBuilder json = new StringBuilder("{");

        Members raw(String name, Object value) {
            json.append(json.length() == 1 ? "" : ",")
                    .append('"')
                    .append(name)
                    .append("\":")
                    .append(value);
            return this;
        }

        Members text(String name, Object value) {
            return raw(name, quoted(value.toString()));
        }

        void textIfAny(String name, @Nullable Object value) {
            if (value != null) {
                text(name, value);
            }
        }

        void rawIfAny(String name, @Nullable Object value) {
            if (value != null) {
                raw(name, value);
            }
        }

        String end() {
            return json.append('}').toString();
        }
    }
}
