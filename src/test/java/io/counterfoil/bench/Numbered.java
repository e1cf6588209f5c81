package io.counterfoil.bench;

import static io.counterfoil.reference.EntryJson.quoted;

import io.counterfoil.reference.EntryJson;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.LongUnaryOperator;

/**
 * Tickets and changes that follow from their numbers, so that any number of them needs no memory. Each ticket that moves is
 * passed on, used by its new owner, passed on again, and so on; changes go over all these tickets, scattered, then begin
 * anew with the next step of each.
 *
 * @param moving how many tickets change
 * @param gap one in so many tickets changes, 2 or more: two neighbours have one owner
 * @param begin when the first change happened
 * @param pace between two changes
 */
record Numbered(int moving, int gap, Instant begin, Duration pace) {
    private static final String[] STEPS = {"PENDING_TRANSFER", "TRANSFERRED", "DOWNLOADED", "ASSIGNED"};
    private static final int PAGE = 1000;
    /** A prime: goes over all places in an order that no index has. */
    private static final int SCATTER = 7919;
    /** One in so many recipients is somebody whom nobody knows. */
    private static final int NEWCOMERS = 5;

    Numbered {
        if (moving < 1 || gap < 2 || moving % SCATTER == 0) {
            throw new IllegalArgumentException(moving + " of " + (long) moving * gap
                    + " tickets (expected: 1 or more, not a multiple of " + SCATTER + ", one in two at most)");
        }
    }

    /** Changes of a past evening, a hundred a second. */
    static Numbered past(int moving, int gap) {
        return new Numbered(moving, gap, Instant.parse("2026-06-01T18:00:00Z"), Duration.ofMillis(10));
    }

    /** A ticket's id by its number, in the order of the numbers. */
    static String ticketId(long number) {
        return String.format(Locale.ROOT, "B-%09d", number);
    }

    /** Who has a ticket before anything changes. */
    static String firstOwner(long number) {
        return "person" + number / 2 + "@example.org";
    }

    /** The line of an import file. */
    static byte[] importLine(long number) {
        long person = number / 2;
        return ("{\"ticketId\":\"" + ticketId(number) + "\",\"organization\":\"box-office\",\"state\":\"PRINTED\""
                        + ",\"event\":{\"eventId\":\"E-" + number / 10_000 + "\"},\"seat\":\"Row " + number % 100 + "\""
                        + ",\"barcode\":\"98" + number + "\",\"culturalContact\":{\"email\":\"" + firstOwner(number)
                        + "\",\"firstName\":\"First" + person + "\",\"lastName\":\"Last" + person + "\"}}\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    /** The number of the place-th ticket that moves. */
    long number(int place) {
        return (long) place * SCATTER % moving * gap;
    }

    /** When a change happened. */
    Instant at(long change) {
        return begin.plus(pace.multipliedBy(change));
    }

    /** The page of changes from one number on, before another. */
    byte[] page(long from, long end) {
        long to = Math.min(from + PAGE, end);
        List<byte[]> entries = new ArrayList<>();
        for (long change = from; change < to; change++) {
            entries.add(entry(change).getBytes(StandardCharsets.UTF_8));
        }
        return EntryJson.page(entries, Long.toString(Math.max(from, to)), to < end);
    }

    private String entry(long change) {
        int place = (int) (change % moving);
        long step = change / moving;
        String status = STEPS[(int) (step % STEPS.length)];
        long transfer = step / STEPS.length + 1;
        String before = owner(place, transfer - 1);
        String after = owner(place, transfer);
        boolean pending = status.equals(STEPS[0]);
        StringBuilder json = new StringBuilder(400)
                .append("{\"ticketId\":")
                .append(quoted(ticketId(number(place))))
                .append(",\"sequence\":")
                .append(change + 1)
                .append(",\"status\":")
                .append(quoted(status))
                .append(",\"statusDate\":")
                .append(quoted(at(change).toString()))
                .append(",\"walletOwner\":{\"email\":")
                .append(quoted(pending ? before : after))
                .append("},\"spectatorDetails\":")
                .append(pending ? "{\"email\":" + quoted(after) + "}" : details(after));
        if (status.equals(STEPS[3])) {
            json.append(",\"ticketHolder\":{\"firstName\":\"Guest\",\"lastName\":\"")
                    .append(place)
                    .append("\"}");
        }
        if (step % STEPS.length < 2) {
            json.append(",\"transfer\":").append(block(place, change, transfer, pending));
        }
        return json.append('}').toString();
    }

    private String block(int place, long change, long transfer, boolean pending) {
        long asked = pending ? change : change - moving;
        return "{\"transferId\":\"t-" + number(place) + "-" + transfer + "\",\"direction\":\"FORWARD\",\"senderEmail\":"
                + quoted(owner(place, transfer - 1)) + ",\"recipientEmail\":" + quoted(owner(place, transfer))
                + ",\"initiatedAt\":" + quoted(at(asked).toString())
                + ",\"endedAt\":" + (pending ? "null" : quoted(at(change).toString())) + "}";
    }

    private static String details(String email) {
        String name = email.substring(0, email.indexOf('@'));
        return "{\"email\":" + quoted(email) + ",\"firstName\":\"First\",\"lastName\":" + quoted(name)
                + ",\"phoneNumber\":\"+436641234567\",\"language\":\"de\"}";
    }

    /** Who has the place-th ticket after so many transfers: somebody with another ticket, or somebody new. */
    private String owner(int place, long transfers) {
        if (transfers == 0) {
            return firstOwner(number(place));
        }
        if (moving < 100 || (place + transfers) % NEWCOMERS == 0) {
            return "new" + number(place) + "." + transfers + "@example.org";
        }
        return firstOwner(number((int) ((place + transfers * 37) % moving)));
    }

    /** How many changes of a ticket are among the first ones. */
    private long steps(int place, long changes) {
        return changes / moving + (place < changes % moving ? 1 : 0);
    }

    /** What a ticket's phone says and who has it after the first changes; its status and its owner's address. */
    String end(int place, long changes) {
        long steps = steps(place, changes);
        return STEPS[(int) ((steps - 1) % STEPS.length)] + " " + owner(place, confirmedAfter(steps));
    }

    /** How many tickets have changed. */
    long touched(long changes) {
        return Math.min(moving, changes);
    }

    /** How many transfers were begun. */
    long begun(long changes) {
        return sum(changes, steps -> (steps + 3) / 4);
    }

    /** How many transfers were confirmed. */
    long confirmed(long changes) {
        return sum(changes, Numbered::confirmedAfter);
    }

    private static long confirmedAfter(long steps) {
        return (steps + 2) / 4;
    }

    private long sum(long changes, LongUnaryOperator each) {
        long rest = changes % moving;
        long full = changes / moving;
        return rest * each.applyAsLong(full + 1) + (moving - rest) * each.applyAsLong(full);
    }
}
