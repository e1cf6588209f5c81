package io.counterfoil.wallet;

import io.counterfoil.kernel.EmailAddress;
import io.counterfoil.kernel.ErrorKind;
import io.counterfoil.kernel.Excerpt;
import io.counterfoil.kernel.OrganizerCode;
import io.counterfoil.kernel.Refusal;
import io.counterfoil.kernel.TicketId;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Members of a hostile JSON object, read with limits; a refusal says what came and what was expected. */
final class Input {
    private static final Duration LONGEST = Duration.ofDays(365);

    private Input() {}

    /** The member's text, stripped, or null when it is absent, null or blank; numbers are taken as their text. */
    static @Nullable String text(JsonNode object, String name, int most) {
        JsonNode value = object.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        if (!value.isString() && !value.isNumber()) {
            throw Refusal.invalid(name, value, "a text of at most " + most + " characters");
        }
        String text = value.asString().strip();
        if (text.length() > most || text.codePoints().anyMatch(Excerpt::isUnsafe)) {
            throw Refusal.invalid(name, text, "at most " + most + " characters, no control characters");
        }
        return text.isEmpty() ? null : text;
    }

    static String required(JsonNode object, String name, int most) {
        String text = text(object, name, most);
        if (text == null) {
            throw Refusal.invalid(name, null, "a text of 1 to " + most + " characters");
        }
        return text;
    }

    /** The member's text, or {@code known} when it is absent; null and blank clear it. */
    static @Nullable String kept(JsonNode object, String name, int most, @Nullable String known) {
        return object.has(name) ? text(object, name, most) : known;
    }

    static String ticketId(JsonNode object) {
        String text = object.path("ticketId").asStringOpt().orElse(null);
        return TicketId.parse(text)
                .orElseThrow(() -> Refusal.invalid("ticketId", text, "1 to 200 characters, no control characters"))
                .value();
    }

    static OrganizerCode organizer(JsonNode object) {
        return new OrganizerCode(required(object, "organizer", 64));
    }

    static EmailAddress address(JsonNode object, String name) {
        String text = object.path(name).asStringOpt().orElse(null);
        return EmailAddress.parse(text)
                .orElseThrow(() ->
                        Refusal.of(ErrorKind.USER, "invalid-input", name + ": " + EmailAddress.whyUnusable(text)));
    }

    /** An RFC 3339 time, to the millisecond. */
    static @Nullable Instant time(JsonNode object, String name) {
        String text = text(object, name, 64);
        if (text == null) {
            return null;
        }
        try {
            return OffsetDateTime.parse(text).toInstant().truncatedTo(ChronoUnit.MILLIS);
        } catch (DateTimeException notATime) {
            throw Refusal.invalid(name, text, "a time with offset such as 2026-06-14T19:30:00+02:00");
        }
    }

    /** The offset of a time that {@link #time} has read; null where it tells none: Z and -00:00 say that nobody knows it. */
    static @Nullable ZoneOffset offset(JsonNode object, String name) {
        String text = text(object, name, 64);
        if (text == null || text.endsWith("Z") || text.endsWith("z") || text.endsWith("-00:00")) {
            return null;
        }
        return OffsetDateTime.parse(text).getOffset();
    }

    static @Nullable Integer number(JsonNode object, String name, int least, int most) {
        JsonNode value = object.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        if (!value.canConvertToInt()
                || !value.isIntegralNumber()
                || value.intValue() < least
                || value.intValue() > most) {
            throw Refusal.invalid(name, value, least + " to " + most);
        }
        return value.intValue();
    }

    /** An ISO 8601 duration, or a number of seconds; whole seconds from one up. */
    static @Nullable Duration duration(JsonNode object, String name) {
        String text = text(object, name, 40);
        if (text == null) {
            return null;
        }
        try {
            Duration duration = text.chars().allMatch(Character::isDigit)
                    ? Duration.ofSeconds(Long.parseLong(text))
                    : Duration.parse(text);
            Duration whole = duration.truncatedTo(ChronoUnit.SECONDS);
            if (whole.isPositive() && whole.compareTo(LONGEST) <= 0) {
                return whole;
            }
        } catch (DateTimeException | ArithmeticException | NumberFormatException notADuration) {
            // refused below, as one that is out of range
        }
        throw Refusal.invalid(name, text, "PT1S to P365D, or seconds");
    }

    static @Nullable Boolean flag(JsonNode object, String name, @Nullable Boolean known) {
        JsonNode value = object.path(name);
        if (value.isMissingNode()) {
            return known;
        }
        if (!value.isBoolean() && !value.isNull()) {
            throw Refusal.invalid(name, value, "true, false or null");
        }
        return value.isNull() ? null : value.booleanValue();
    }
}
