package io.counterfoil.reference;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What is known in the end, without ids and in an order of its own, so that two sides can be compared. Tickets are sorted
 * by id, contacts by their text.
 */
public record ReferenceResult(List<TicketResult> tickets, List<ContactResult> contacts) {
    /** Sorts what it is given. */
    public ReferenceResult {
        tickets = tickets.stream()
                .sorted(Comparator.comparing(TicketResult::ticketId))
                .toList();
        contacts = contacts.stream()
                .sorted(Comparator.comparing(contact -> contact.lines().getFirst()))
                .toList();
    }

    /**
     * One ticket.
     *
     * @param culturalContact label, null: nobody
     * @param walletOwner the owner's address key, or the text as it came where it is unusable
     * @param ticketHolder JSON without blanks
     * @param history in fold order
     */
    public record TicketResult(
            String ticketId,
            @Nullable String culturalContact,
            @Nullable String mobileStatus,
            @Nullable Instant mobileStatusAt,
            @Nullable String walletOwner,
            @Nullable String ticketHolder,
            List<LineResult> history) {
        List<String> lines() {
            List<String> lines = new ArrayList<>();
            lines.add("ticket " + ticketId);
            lines.add("  cultural contact " + culturalContact);
            lines.add("  mobile status " + mobileStatus + " at " + time(mobileStatusAt));
            lines.add("  wallet owner " + walletOwner);
            lines.add("  ticket holder " + ticketHolder);
            history.forEach(line -> lines.addAll(line.lines()));
            return lines;
        }
    }

    /** One line of a ticket's distribution history; contacts are labels. Words as the API has them. */
    public record LineResult(
            String action,
            String status,
            String source,
            @Nullable String transferId,
            @Nullable String oldContact,
            @Nullable String newContact,
            @Nullable Instant initiatedAt,
            @Nullable Instant resolvedAt,
            @Nullable String reason,
            List<StepResult> steps) {
        List<String> lines() {
            List<String> lines = new ArrayList<>();
            lines.add("  line " + action + " " + status + " by " + source + " transfer " + transferId);
            lines.add("    from " + oldContact + " to " + newContact);
            lines.add("    began " + time(initiatedAt) + " ended " + time(resolvedAt) + " reason " + reason);
            steps.forEach(
                    step -> lines.add("    step " + step.status() + " at " + time(step.at()) + " by " + step.source()));
            return lines;
        }
    }

    /** One status that a line has had. */
    public record StepResult(String status, @Nullable Instant at, String source) {}

    /** One contact. */
    public record ContactResult(
            String label,
            boolean temporary,
            @Nullable String title,
            @Nullable LocalDate birthDate,
            @Nullable String nationality,
            @Nullable String idNumber,
            @Nullable String mobilePhone,
            @Nullable String country,
            @Nullable String language,
            boolean consentInstitution,
            boolean consentThirdParty) {
        List<String> lines() {
            return List.of("contact " + label + (temporary ? " temporary" : " normal") + " title " + title + " born "
                    + birthDate + " nationality " + nationality + " id " + idNumber + " phone " + mobilePhone
                    + " country " + country + " language " + language + " institution " + consentInstitution
                    + " third party " + consentThirdParty);
        }
    }

    /** How a contact is called where ids may not be: its address key and its names. */
    public static String label(@Nullable String addressKey, @Nullable String firstName, @Nullable String lastName) {
        return Objects.requireNonNullElse(addressKey, "-") + "|" + Objects.requireNonNullElse(firstName, "") + "|"
                + Objects.requireNonNullElse(lastName, "");
    }

    /** All of it as text, one fact a line. */
    public String text() {
        return String.join("\n", lines()) + "\n";
    }

    /** SHA-256 of the text, in hexadecimal digits. */
    public String sha256() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (String line : lines()) {
                digest.update(line.getBytes(StandardCharsets.UTF_8));
                digest.update((byte) '\n');
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }

    /**
     * The first tickets and contacts in which the other side differs, both sides in full; empty when nothing does.
     *
     * @param most how many differences are told
     */
    public String differences(ReferenceResult other, int most) {
        List<Block> mine = new ArrayList<>();
        tickets.forEach(ticket -> mine.add(new Block("ticket " + ticket.ticketId(), ticket.lines())));
        contacts.forEach(contact -> mine.add(new Block("contact " + contact.label(), contact.lines())));
        List<Block> theirs = new ArrayList<>();
        other.tickets.forEach(ticket -> theirs.add(new Block("ticket " + ticket.ticketId(), ticket.lines())));
        other.contacts.forEach(contact -> theirs.add(new Block("contact " + contact.label(), contact.lines())));
        return Block.differences(mine, theirs, most);
    }

    private List<String> lines() {
        List<String> lines = new ArrayList<>();
        tickets.forEach(ticket -> lines.addAll(ticket.lines()));
        contacts.forEach(contact -> lines.addAll(contact.lines()));
        return lines;
    }

    private static String time(@Nullable Instant at) {
        return at == null ? "null" : at.truncatedTo(ChronoUnit.MICROS).toString();
    }

    /** What the text says of one thing. */
    record Block(String name, List<String> lines) {
        static String differences(List<Block> mine, List<Block> theirs, int most) {
            List<Block> missing = minus(mine, theirs);
            List<Block> extra = minus(theirs, mine);
            StringBuilder told = new StringBuilder();
            for (Block block : missing.subList(0, Math.min(most, missing.size()))) {
                told.append(block.name).append(": expected\n").append(block.indented());
                extra.stream()
                        .filter(other -> other.name.equals(block.name))
                        .forEach(other -> told.append("but was\n").append(other.indented()));
            }
            List<Block> only = extra.stream()
                    .filter(block -> missing.stream().noneMatch(other -> other.name.equals(block.name)))
                    .toList();
            for (Block block : only.subList(0, Math.min(most, only.size()))) {
                told.append(block.name).append(": not expected\n").append(block.indented());
            }
            return told.toString();
        }

        private static List<Block> minus(List<Block> all, List<Block> without) {
            List<Block> left = new ArrayList<>();
            java.util.Map<Block, Integer> counts = new java.util.HashMap<>();
            without.forEach(block -> counts.merge(block, 1, Integer::sum));
            for (Block block : all) {
                if (counts.merge(block, -1, Integer::sum) < 0) {
                    left.add(block);
                }
            }
            return left;
        }

        private String indented() {
            return "  " + String.join("\n  ", lines) + "\n";
        }
    }
}
