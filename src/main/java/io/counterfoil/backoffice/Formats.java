package io.counterfoil.backoffice;

import java.text.NumberFormat;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;

/** How a page writes times, numbers and ages: in its reader's language and its organizer's time zone. */
record Formats(Locale locale, ZoneId zone, Clock clock, MessageSource messages) {
    static final String NOTHING = "–";
    private static final String SOMEBODY = "user:";
    private static final String INTERFACE = "interface:";
    private static final long KILOBYTE = 1024;
    private static final int SECONDS_BELOW = 120;
    private static final int MINUTES_BELOW = 120;
    private static final int HOURS_BELOW = 48;

    /** Date and time to the second. */
    public String time(@Nullable Instant at) {
        return at == null
                ? NOTHING
                : DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM)
                        .withLocale(locale)
                        .withZone(zone)
                        .format(at);
    }

    /** Hours and minutes. */
    public String hour(Instant at) {
        return DateTimeFormatter.ofPattern("HH:mm", locale).withZone(zone).format(at);
    }

    public String day(@Nullable Instant at) {
        return at == null
                ? NOTHING
                : DateTimeFormatter.ofLocalizedDate(FormatStyle.MEDIUM)
                        .withLocale(locale)
                        .withZone(zone)
                        .format(at);
    }

    /** Day and month, where there is little room. */
    public String shortDay(Instant at) {
        return DateTimeFormatter.ofLocalizedPattern("MMMd")
                .withLocale(locale)
                .withZone(zone)
                .format(at);
    }

    public String date(@Nullable LocalDate date) {
        return date == null
                ? NOTHING
                : DateTimeFormatter.ofLocalizedDate(FormatStyle.MEDIUM)
                        .withLocale(locale)
                        .format(date);
    }

    /** As a form's field for date and time wants it, in the organizer's time zone. */
    public String local(Instant at) {
        return DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss", Locale.ROOT)
                .withZone(zone)
                .format(at);
    }

    public String number(long number) {
        return NumberFormat.getIntegerInstance(locale).format(number);
    }

    /** How many bytes, roughly. */
    public String size(long bytes) {
        return bytes < KILOBYTE * 10
                ? text("size.bytes", bytes)
                : bytes < KILOBYTE * KILOBYTE * 10
                        ? text("size.kilobytes", bytes / KILOBYTE)
                        : text("size.megabytes", bytes / KILOBYTE / KILOBYTE);
    }

    /** How long something takes or has taken, roughly: seconds, minutes, hours or days. */
    public String duration(Duration duration) {
        long seconds = Math.max(0, duration.toSeconds());
        if (seconds < SECONDS_BELOW) {
            return text("age.seconds", seconds);
        }
        if (duration.toMinutes() < MINUTES_BELOW) {
            return text("age.minutes", duration.toMinutes());
        }
        if (duration.toHours() >= HOURS_BELOW) {
            return text("age.days", duration.toDays());
        }
        return duration.toMinutesPart() == 0
                ? text("age.hours.whole", duration.toHours())
                : text("age.hours", duration.toHours(), duration.toMinutesPart());
    }

    /** How long ago something was. */
    public String ago(@Nullable Instant at) {
        return at == null ? NOTHING : text("age.ago", duration(Duration.between(at, clock.instant())));
    }

    /** How long something has lasted until now. */
    public String since(Instant at) {
        return duration(Duration.between(at, clock.instant()));
    }

    /** A word of ours or of somebody else's: its translation, or the word itself where there is none. */
    public String word(String group, @Nullable Object word) {
        String text = String.valueOf(word);
        return word == null
                ? NOTHING
                : String.valueOf(messages.getMessage(group + "." + text, new Object[0], text, locale));
    }

    /** Why something was refused, by the type of the refusal or {@code field.} and the field that was wrong. */
    public String refusal(String reason) {
        return String.valueOf(messages.getMessage("refused." + reason, new Object[0], text("refused.other"), locale));
    }

    /** Who did something, as people say it: somebody by his login, an interface by its name; others as they stand. */
    public String actor(@Nullable String actor) {
        if (actor == null) {
            return NOTHING;
        }
        if (actor.startsWith(SOMEBODY)) {
            return actor.substring(SOMEBODY.length());
        }
        return actor.startsWith(INTERFACE) ? text("interface.title", actor.substring(INTERFACE.length())) : actor;
    }

    /** A sentence that is stored in English. */
    public Told told(@Nullable String stored) {
        return Told.of(stored, messages, locale);
    }

    public String text(String key, Object... arguments) {
        return messages.getMessage(key, arguments, locale);
    }
}
