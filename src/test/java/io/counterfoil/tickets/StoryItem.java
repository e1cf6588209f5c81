package io.counterfoil.tickets;

import io.counterfoil.kernel.Told;
import io.counterfoil.tickets.LogItem.Answer;
import io.counterfoil.tickets.LogItem.Stream;
import io.counterfoil.tickets.LogItem.Transfer;
import io.counterfoil.tickets.LogItem.WalletEntry;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One thing that happens to a ticket, as the examples files write it: words with a blank between.
 *
 * <ul>
 *   <li>A wallet's entry: its status, then as far as the entry has them: {@code #7} the sequence (without: the number of the
 *       item in its story; {@code #-}: none; it may come first), {@code t1} the transfer id, {@code anna>ben} sender and recipient of the transfer block
 *       (each may be missing), {@code owner=ben} ({@code none}: null), {@code spectator=ben}, {@code named} (with real names),
 *       {@code holder=Ben} ({@code none}: null), {@code @09:12} the statusDate, {@code began@09:10} and {@code ended@09:40} the block's times,
 *       {@code reason=REJECTED}, {@code w2} another interface, {@code epoch=2}, {@code off} (distribution is switched off).
 *   <li>{@code IMPORT ben}, {@code DISTRIBUTE ben}, {@code TAKE_BACK anna}; the latter with {@code asked} (the wallet has not answered),
 *       {@code accepted} ({@code #7}: the answer's sequence) or {@code refused=WORDS}; {@code ANSWER accepted} comes later.
 * </ul>
 *
 * Times are of 14 June, {@code 16/09:12} of 16 June. Everything is received at noon of that day, a second apart.
 */
record StoryItem(String word, List<String> words) {
    static final Instant NOON = Instant.parse("2026-06-14T12:00:00Z");

    static StoryItem parse(String text) {
        List<String> words = new ArrayList<>(Arrays.asList(text.split("\\s+", -1)));
        int first = words.getFirst().startsWith("#") ? 1 : 0;
        return new StoryItem(words.remove(first), List.copyOf(words));
    }

    /** Who is meant by an import or a change of the back office. */
    String person() {
        return words.getFirst();
    }

    boolean has(String marker) {
        return words.contains(marker);
    }

    /** What follows {@code name=}, or null. */
    @Nullable
    String value(String name) {
        return after(name + "=");
    }

    Instant seenAt(int number) {
        return NOON.plusSeconds(number);
    }

    /** The item as an entry of the wallet, the {@code number}th of its story. */
    WalletEntry entry(int number) {
        return new WalletEntry(
                digest(number),
                number,
                stream(),
                number(number),
                word,
                parseTime(after("@")),
                told(StoryPeople.address(none(value("owner"))), value("owner")),
                told(none(value("holder")), value("holder")),
                StoryPeople.address(value("spectator")),
                transfer(),
                !has("off"),
                new UUID(7, 7),
                seenAt(number));
    }

    /** The item as an entry that has only the sequence that it says. */
    WalletEntry unnumberedEntry(int number) {
        return after("#") == null
                ? parse(word + " #- " + String.join(" ", words)).entry(number)
                : entry(number);
    }

    /** Equal for repeats: the same words, and the same sequence or none. */
    private UUID digest(int number) {
        List<String> told = words.stream().filter(w -> !w.startsWith("#")).toList();
        return UUID.nameUUIDFromBytes((number(number) + word + told).getBytes(StandardCharsets.UTF_8));
    }

    /** The wallet's answer to a change of the back office; null: none yet, or nobody asked. */
    @Nullable
    Answer answer(int number) {
        String refused = value("refused");
        if (refused != null) {
            return new Answer.Rejected(refused, seenAt(number));
        }
        String sequence = after("#");
        return has("accepted")
                ? new Answer.Accepted(stream(), sequence == null ? null : Long.valueOf(sequence), seenAt(number))
                : null;
    }

    /** {@code 09:12}, or {@code -} for none. */
    static String time(@Nullable Instant time) {
        return time == null ? "-" : DateTimeFormatter.ofPattern("HH:mm").format(time.atOffset(ZoneOffset.UTC));
    }

    private @Nullable Long number(int number) {
        String sequence = after("#");
        return "-".equals(sequence) ? null : sequence == null ? Long.valueOf(number) : Long.valueOf(sequence);
    }

    private Stream stream() {
        String epoch = value("epoch");
        return new Stream(has("w2") ? "w2" : "w1", epoch == null ? 0 : Integer.parseInt(epoch));
    }

    private @Nullable Transfer transfer() {
        String id = words.stream().filter(w -> w.matches("t\\d+")).findFirst().orElse(null);
        String parties = words.stream().filter(w -> w.contains(">")).findFirst().orElse(null);
        if (id == null && parties == null) {
            return null;
        }
        String[] sides = parties == null ? new String[] {"", ""} : parties.split(">", -1);
        return new Transfer(
                id,
                sides[0].isEmpty() ? null : StoryPeople.address(sides[0]),
                sides[1].isEmpty() ? null : StoryPeople.address(sides[1]),
                parseTime(after("began@")),
                parseTime(after("ended@")),
                value("reason"));
    }

    private @Nullable String after(String prefix) {
        return words.stream()
                .filter(w -> w.startsWith(prefix))
                .map(w -> w.substring(prefix.length()))
                .findFirst()
                .orElse(null);
    }

    private static @Nullable String none(@Nullable String value) {
        return "none".equals(value) ? null : value;
    }

    private static Told<String> told(@Nullable String value, @Nullable String written) {
        return written == null ? Told.nothing() : Told.of(value);
    }

    /** {@code 09:12} on 14 June, {@code 16/09:12} on 16 June. */
    static @Nullable Instant parseTime(@Nullable String text) {
        if (text == null) {
            return null;
        }
        String day = text.contains("/") ? text.substring(0, 2) : "14";
        String time = text.substring(text.indexOf('/') + 1);
        return LocalDateTime.parse("2026-06-" + day + "T" + time).toInstant(ZoneOffset.UTC);
    }
}
