package io.counterfoil.bench;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.counterfoil.contacts.ContactDetails;
import io.counterfoil.contacts.RawDetails;
import io.counterfoil.kernel.EmailAddress;
import io.counterfoil.kernel.TicketId;
import io.counterfoil.kernel.Told;
import io.counterfoil.tickets.LifecycleStatus;
import io.counterfoil.tickets.LogItem.Stream;
import io.counterfoil.tickets.LogItem.Transfer;
import io.counterfoil.tickets.LogItem.WalletEntry;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A feed entry as Jackson reads it for the peer. The benchmark's entries are sound, so nothing is checked. */
@JsonIgnoreProperties(ignoreUnknown = true)
record PeerEntry(
        String ticketId,
        @Nullable Long sequence,
        String status,
        @Nullable Instant statusDate,
        @Nullable JsonNode walletOwner,
        @Nullable JsonNode ticketHolder,
        @Nullable Spectator spectatorDetails,
        @Nullable Block transfer) {

    @JsonIgnoreProperties(ignoreUnknown = true)
    record Page(List<PeerEntry> tickets, String nextPaginationKey, boolean hasMore) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    record Spectator(
            @Nullable String email,
            @Nullable String title,
            @Nullable String firstName,
            @Nullable String lastName,
            @Nullable String dateOfBirth,
            @Nullable String nationality,
            @Nullable String idCardNumber,
            @Nullable String phoneNumber,
            @Nullable String residenceCountry,
            @Nullable String language,
            @Nullable Preference organizerSpectatorPreference) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    record Preference(
            @Nullable Boolean allowPromoEmail, @Nullable Boolean allowThirdPartyEmail) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    record Block(
            @Nullable String transferId,
            @Nullable String senderEmail,
            @Nullable String recipientEmail,
            @Nullable Instant initiatedAt,
            @Nullable Instant endedAt,
            @Nullable String reason) {}

    TicketId ticket() {
        return new TicketId(ticketId);
    }

    WalletEntry toLog(Stream stream, UUID run, Instant now) {
        return new WalletEntry(
                UUID.nameUUIDFromBytes((ticketId + '#' + sequence).getBytes(StandardCharsets.UTF_8)),
                0,
                stream,
                sequence,
                status,
                statusDate,
                owner(),
                told(ticketHolder, ticketHolder == null ? null : ticketHolder.toString()),
                spectatorDetails == null ? null : spectatorDetails.email(),
                transfer == null
                        ? null
                        : new Transfer(
                                transfer.transferId(),
                                transfer.senderEmail(),
                                transfer.recipientEmail(),
                                transfer.initiatedAt(),
                                transfer.endedAt(),
                                transfer.reason()),
                true,
                run,
                now);
    }

    /** What it says of its spectator, or null. */
    @Nullable
    ContactDetails details() {
        Spectator raw = spectatorDetails;
        if (raw == null) {
            return null;
        }
        String email = raw.email() == null ? impliedAddress() : raw.email();
        if (email == null || EmailAddress.parse(email).isEmpty()) {
            return null;
        }
        Preference consents = raw.organizerSpectatorPreference();
        return ContactDetails.clean(new RawDetails(
                email,
                raw.title(),
                raw.firstName(),
                raw.lastName(),
                raw.dateOfBirth(),
                raw.nationality(),
                raw.idCardNumber(),
                raw.phoneNumber(),
                raw.residenceCountry(),
                raw.language(),
                consents == null ? null : consents.allowPromoEmail(),
                consents == null ? null : consents.allowThirdPartyEmail()));
    }

    /** Whether names in it are the person's own. */
    boolean mayComplete() {
        LifecycleStatus.Effect effect = LifecycleStatus.of(status).effect();
        return effect != LifecycleStatus.Effect.OPENS && effect != LifecycleStatus.Effect.CANCELS;
    }

    private @Nullable String impliedAddress() {
        boolean family = LifecycleStatus.of(status).family() == LifecycleStatus.Family.TRANSFER;
        return family && transfer != null ? transfer.recipientEmail() : owner().orNull();
    }

    private Told<String> owner() {
        return told(
                walletOwner,
                walletOwner == null || walletOwner.isNull()
                        ? null
                        : walletOwner.path("email").asString(null));
    }

    private static Told<String> told(@Nullable JsonNode member, @Nullable String value) {
        return member == null ? Told.nothing() : Told.of(member.isNull() ? null : value);
    }
}
