package io.counterfoil.sync;

import io.counterfoil.contacts.ContactDetails;
import io.counterfoil.contacts.RawDetails;
import io.counterfoil.kernel.Excerpt;
import io.counterfoil.kernel.TicketId;
import io.counterfoil.kernel.Told;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.core.util.JsonRecyclerPools;

/** Reads one entry. Unknown members are ignored; of a member that comes twice the last counts. Not for several threads. */
final class EntryReader {
    static final int DEEPEST = 1000;
    /** The page's limit bounds everything; beyond that only depth costs more memory than it has bytes. */
    static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(DEEPEST)
                    .maxNumberLength(Integer.MAX_VALUE)
                    .maxStringLength(Integer.MAX_VALUE)
                    .maxNameLength(Integer.MAX_VALUE)
                    .build())
            .recyclerPool(JsonRecyclerPools.threadLocalPool())
            .disable(TokenStreamFactory.Feature.CHARSET_DETECTION)
            .enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
            .build();

    private static final int LONGEST_STATUS = 100;
    private static final int LONGEST_ID = 200;
    private static final int LONGEST_REASON = 1000;
    private static final UUID NOT_YET = new UUID(0, 0);

    private final EntryDigest digest = new EntryDigest();

    /** The entry in these bytes, which are kept. */
    DiffItem read(byte[] raw) {
        try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), raw)) {
            JsonToken first = json.nextToken();
            if (first != JsonToken.START_OBJECT) {
                return new DiffItem.Rejected(raw, null, "entry: " + Members.kind(first) + " (expected: an object)");
            }
            Draft draft = new Draft();
            draft.read(new Members(json));
            return finished(draft, raw);
        } catch (StreamConstraintsException tooDeep) {
            return new DiffItem.Rejected(
                    raw, salvagedTicketId(raw), "entry: nested too deep (expected: at most " + DEEPEST + " levels)");
        } catch (JacksonException notJson) {
            long at = notJson.getLocation() == null ? -1 : notJson.getLocation().getByteOffset();
            return new DiffItem.Rejected(
                    raw, salvagedTicketId(raw), "entry: not JSON at its byte " + at + " (expected: JSON in UTF-8)");
        }
    }

    private DiffItem finished(Draft draft, byte[] raw) {
        TicketId ticketId = TicketId.parse(draft.ticketId).orElse(null);
        if (ticketId == null) {
            String value = draft.ticketId == null ? "absent or no text" : Excerpt.of(draft.ticketId);
            return new DiffItem.Rejected(
                    raw, null, "ticketId: " + value + " (expected: 1 to 200 characters, no control characters)");
        }
        String status = draft.status;
        if (status == null || !isStatus(status)) {
            String value = status == null ? "absent or no text" : Excerpt.of(status);
            return new DiffItem.Rejected(
                    raw, ticketId, "status: " + value + " (expected: 1 to 100 characters, no control characters)");
        }
        ContactDetails details = SpectatorDetails.of(status, draft.spectator, draft.transfer, draft.walletOwner);
        DiffEntry entry = draft.entry(ticketId, status, details, NOT_YET, raw);
        return draft.entry(ticketId, status, details, digest.of(entry), raw);
    }

    private static boolean isStatus(String status) {
        if (status.isBlank() || status.length() > LONGEST_STATUS) {
            return false;
        }
        for (int i = 0; i < status.length(); i++) {
            char c = status.charAt(i);
            // plain words, which all known ones are, need no look at the character tables
            if ((c < ' ' || c > '~') && status.codePoints().anyMatch(Excerpt::isUnsafe)) {
                return false;
            }
        }
        return true;
    }

    /** The ticket id of an entry that cannot be read otherwise, so that its ticket's page shows what was held back. */
    private static @Nullable TicketId salvagedTicketId(byte[] raw) {
        String lenient = new String(raw, StandardCharsets.UTF_8);
        try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), lenient)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                return null;
            }
            Members members = new Members(json);
            for (String name = members.next(); name != null; name = members.next()) {
                if (name.equals("ticketId")) {
                    return TicketId.parse(members.textOrInteger(name)).orElse(null);
                }
                members.skip();
            }
        } catch (JacksonException broken) {
            // it stands behind what is broken
        }
        return null;
    }

    /** What was read so far. */
    private static final class Draft {
        private @Nullable String ticketId;
        private @Nullable String taxNumber;
        private @Nullable Long sequence;
        private @Nullable String status;
        private @Nullable Instant statusDate;
        private Told<String> walletOwner = Told.nothing();
        private Told<String> ticketHolder = Told.nothing();
        private @Nullable RawDetails spectator;
        private DiffEntry.@Nullable TransferBlock transfer;
        private List<String> warnings = List.of();

        void read(Members members) {
            int seen = 0;
            for (String name = members.next(); name != null; name = members.next()) {
                int bit = member(name, members);
                if ((seen & bit) != 0) {
                    members.warn(name + ": came twice (the last counts)");
                }
                seen |= bit;
            }
            warnings = members.warnings();
        }

        /** Reads a member and gives its bit; 0 for one that is not known. */
        private int member(String name, Members members) {
            switch (name) {
                case "ticketId" -> {
                    ticketId = members.textOrInteger(name);
                    return 1;
                }
                case "taxNumber" -> {
                    taxNumber = members.storable(name, members.textOrInteger(name), LONGEST_ID);
                    return 2;
                }
                case "sequence" -> {
                    sequence = members.whole(name);
                    return 4;
                }
                case "status" -> {
                    status = members.rawText(name);
                    return 8;
                }
                case "statusDate" -> {
                    statusDate = members.instant(name);
                    return 16;
                }
                case "walletOwner" -> {
                    walletOwner = members.owner(name);
                    return 32;
                }
                case "ticketHolder" -> {
                    ticketHolder = members.holder(name);
                    return 64;
                }
                case "spectatorDetails" -> {
                    spectator = members.isObject(name) ? spectator(members) : null;
                    return 128;
                }
                case "transfer" -> {
                    transfer = members.isObject(name) ? transfer(members) : null;
                    return 256;
                }
                default -> {
                    members.skip();
                    return 0;
                }
            }
        }

        private static RawDetails spectator(Members members) {
            @Nullable String[] text = new @Nullable String[10];
            @Nullable Boolean[] consent = new @Nullable Boolean[2];
            for (String name = members.next(); name != null; name = members.next()) {
                switch (name) {
                    case "email" -> text[0] = members.address("spectatorDetails.email");
                    case "title" -> text[1] = members.rawText("spectatorDetails.title");
                    case "firstName" -> text[2] = members.rawText("spectatorDetails.firstName");
                    case "lastName" -> text[3] = members.rawText("spectatorDetails.lastName");
                    case "dateOfBirth" -> text[4] = members.rawText("spectatorDetails.dateOfBirth");
                    case "nationality" -> text[5] = members.rawText("spectatorDetails.nationality");
                    case "idCardNumber" -> text[6] = members.rawText("spectatorDetails.idCardNumber");
                    case "phoneNumber" -> text[7] = members.rawText("spectatorDetails.phoneNumber");
                    case "residenceCountry" -> text[8] = members.rawText("spectatorDetails.residenceCountry");
                    case "language" -> text[9] = members.rawText("spectatorDetails.language");
                    case "organizerSpectatorPreference" -> consents(members, consent);
                    default -> members.skip();
                }
            }
            return new RawDetails(
                    text[0],
                    text[1],
                    text[2],
                    text[3],
                    text[4],
                    text[5],
                    text[6],
                    text[7],
                    text[8],
                    text[9],
                    consent[0],
                    consent[1]);
        }

        private static void consents(Members members, @Nullable Boolean[] consent) {
            if (!members.isObject("organizerSpectatorPreference")) {
                return;
            }
            for (String name = members.next(); name != null; name = members.next()) {
                switch (name) {
                    case "allowPromoEmail" -> consent[0] = members.flag(name);
                    case "allowThirdPartyEmail" -> consent[1] = members.flag(name);
                    default -> members.skip();
                }
            }
        }

        private static DiffEntry.TransferBlock transfer(Members members) {
            String id = null;
            String sender = null;
            String recipient = null;
            Instant initiated = null;
            Instant ended = null;
            String reason = null;
            for (String name = members.next(); name != null; name = members.next()) {
                switch (name) {
                    case "transferId" -> id = members.storable(name, members.textOrInteger(name), LONGEST_ID);
                    case "senderEmail" -> sender = members.address("transfer.senderEmail");
                    case "recipientEmail" -> recipient = members.address("transfer.recipientEmail");
                    case "initiatedAt" -> initiated = members.instant("transfer.initiatedAt");
                    case "endedAt" -> ended = members.instant("transfer.endedAt");
                    case "reason" ->
                        reason =
                                members.storable("transfer.reason", members.rawText("transfer.reason"), LONGEST_REASON);
                    default -> members.skip();
                }
            }
            return new DiffEntry.TransferBlock(id, sender, recipient, initiated, ended, reason);
        }

        DiffEntry entry(TicketId id, String knownStatus, @Nullable ContactDetails details, UUID digest, byte[] raw) {
            return new DiffEntry(
                    id,
                    taxNumber,
                    sequence,
                    knownStatus,
                    statusDate,
                    walletOwner,
                    ticketHolder,
                    spectator,
                    transfer,
                    details,
                    digest,
                    raw,
                    warnings);
        }
    }
}
