package io.counterfoil.wallet;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A ticket as an entry of the diff. Source: wallet contract, {@code GET {url}/diff}. */
final class EntryWriter {
    private final JsonMapper json;

    EntryWriter(JsonMapper json) {
        this.json = json;
    }

    /** The ticket's entry as JSON; {@code transfer} is the one that the entry speaks of, or the open one, or none. */
    String write(WalletTicket ticket, @Nullable Transfer transfer) {
        ObjectNode entry = json.createObjectNode();
        entry.put("ticketId", ticket.id());
        entry.put("taxNumber", ticket.face.taxNumber());
        entry.put("sequence", ticket.lastSequence);
        entry.put("status", ticket.status.name());
        entry.put("statusDate", ticket.statusAt.toString());
        entry.putObject("walletOwner").put("email", ticket.owner.address());
        entry.set("spectatorDetails", spectator(ticket, transfer));
        if (ticket.holderFirstName == null && ticket.holderLastName == null) {
            entry.putNull("ticketHolder");
        } else {
            entry.putObject("ticketHolder")
                    .put("firstName", ticket.holderFirstName)
                    .put("lastName", ticket.holderLastName);
        }
        if (transfer == null) {
            entry.putNull("transfer");
        } else {
            entry.set("transfer", block(transfer));
        }
        return json.writeValueAsString(entry);
    }

    private ObjectNode block(Transfer transfer) {
        Instant ended = transfer.endedAt();
        return json.createObjectNode()
                .put("transferId", transfer.id())
                .put("direction", transfer.direction().name())
                .put("senderEmail", transfer.sender().address())
                .put("recipientEmail", transfer.recipient().address())
                .put("initiatedAt", transfer.initiatedAt().toString())
                .put("endedAt", ended == null ? null : ended.toString())
                .put("reason", transfer.reason());
    }

    /**
     * Of the recipient for the transfer family, of the owner otherwise. A recipient who has not accepted has shown nothing
     * of himself to the organizer: his address only.
     */
    private ObjectNode spectator(WalletTicket ticket, @Nullable Transfer transfer) {
        boolean notAccepted =
                ticket.status == WalletStatus.PENDING_TRANSFER || ticket.status == WalletStatus.FAILURE_TRANSFER;
        if (notAccepted && transfer != null) {
            return json.createObjectNode().put("email", transfer.recipient().address());
        }
        return details(ticket.owner);
    }

    /** What the person has said of himself; what he has not is absent, so that nothing known elsewhere is cleared. */
    private ObjectNode details(Account account) {
        ObjectNode details = json.createObjectNode().put("email", account.address());
        Profile profile = account.profile();
        putKnown(details, "title", profile.title());
        putKnown(details, "firstName", profile.firstName());
        putKnown(details, "lastName", profile.lastName());
        putKnown(details, "dateOfBirth", profile.dateOfBirth());
        putKnown(details, "nationality", profile.nationality());
        putKnown(details, "idCardNumber", profile.idCardNumber());
        putKnown(details, "phoneNumber", profile.phoneNumber());
        putKnown(details, "residenceCountry", profile.residenceCountry());
        putKnown(details, "language", profile.language());
        Boolean promo = account.allowPromoEmail();
        Boolean thirdParty = account.allowThirdPartyEmail();
        if (promo != null || thirdParty != null) {
            ObjectNode preference = details.putObject("organizerSpectatorPreference");
            putKnown(preference, "allowPromoEmail", promo);
            putKnown(preference, "allowThirdPartyEmail", thirdParty);
        }
        return details;
    }

    private static void putKnown(ObjectNode node, String name, @Nullable Object value) {
        switch (value) {
            case null -> {}
            case Boolean flag -> node.put(name, flag);
            default -> node.put(name, value.toString());
        }
    }
}
