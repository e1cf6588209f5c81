package io.counterfoil.sync;

import io.counterfoil.kernel.Rule;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** Times on the wire. Written by hand since a page of 1000 entries has some 3000 of them, and formatters take their time. */
@Rule("A time on the wire is RFC 3339 with an offset, in the years 1 to 9999; it counts to the microsecond.")
final class Rfc3339 {
    private static final int SHORTEST = "2026-06-14T09:12:33Z".length();
    private static final int LONGEST = "2026-06-14T09:12:33.123456789+02:00".length();

    private Rfc3339() {}

    /** The instant in a text, cut to microseconds as the database keeps them, or null when it is none. */
    static @Nullable Instant parse(String text) {
        if (text.length() < SHORTEST || text.length() > LONGEST) {
            return null;
        }
        boolean separated = text.charAt(4) == '-'
                && text.charAt(7) == '-'
                && (text.charAt(10) | 0x20) == 't'
                && text.charAt(13) == ':'
                && text.charAt(16) == ':';
        int year = number(text, 0, 4);
        int month = number(text, 5, 7);
        int day = number(text, 8, 10);
        int time = time(text, 11);
        if (!separated || year < 1 || month < 1 || day < 1 || time < 0) {
            return null;
        }
        int offsetAt = text.charAt(19) == '.' ? endOfDigits(text, 20) : 19;
        int micros = text.charAt(19) == '.' ? micros(text, 20, offsetAt) : 0;
        int offset = offsetSeconds(text, offsetAt);
        if (micros < 0 || offset == Integer.MIN_VALUE) {
            return null;
        }
        try {
            long day0 = LocalDate.of(year, month, day).toEpochDay();
            return Instant.ofEpochSecond(day0 * 86_400 + time - offset, micros * 1_000L);
        } catch (DateTimeException noSuchDay) {
            return null;
        }
    }

    private static int time(String text, int from) {
        int hour = number(text, from, from + 2);
        int minute = number(text, from + 3, from + 5);
        int second = number(text, from + 6, from + 8);
        boolean inDay = hour >= 0 && hour < 24 && minute >= 0 && minute < 60 && second >= 0 && second < 60;
        return inDay ? hour * 3600 + minute * 60 + second : -1;
    }

    private static int endOfDigits(String text, int from) {
        int at = from;
        while (at < text.length() && isDigit(text.charAt(at))) {
            at++;
        }
        return at;
    }

    private static int micros(String text, int from, int to) {
        if (from == to || to - from > 9) {
            return -1;
        }
        int micros = 0;
        for (int i = 0; i < 6; i++) {
            micros = micros * 10 + (from + i < to ? text.charAt(from + i) - '0' : 0);
        }
        return micros;
    }

    private static int offsetSeconds(String text, int at) {
        int left = text.length() - at;
        if (left == 1 && (text.charAt(at) | 0x20) == 'z') {
            return 0;
        }
        boolean signed = left == 6 && (text.charAt(at) == '+' || text.charAt(at) == '-') && text.charAt(at + 3) == ':';
        int hours = signed ? number(text, at + 1, at + 3) : -1;
        int minutes = signed ? number(text, at + 4, at + 6) : -1;
        if (hours < 0 || hours > 23 || minutes < 0 || minutes > 59) {
            return Integer.MIN_VALUE;
        }
        int seconds = hours * 3600 + minutes * 60;
        return text.charAt(at) == '-' ? -seconds : seconds;
    }

    private static int number(String text, int from, int to) {
        int number = 0;
        for (int i = from; i < to; i++) {
            if (!isDigit(text.charAt(i))) {
                return -1;
            }
            number = number * 10 + text.charAt(i) - '0';
        }
        return number;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
