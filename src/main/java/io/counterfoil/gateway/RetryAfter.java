package io.counterfoil.gateway;

import java.time.Duration;
import java.time.Instant;
import org.apache.hc.client5.http.utils.DateUtils;
import org.jspecify.annotations.Nullable;

/** The {@code Retry-After} header: seconds or an HTTP date. Source: RFC 9110, 10.2.3. */
final class RetryAfter {
    private static final int MOST_DIGITS = 9;

    private RetryAfter() {}

    /** How long to wait from now; zero when the header is absent, unreadable or past. */
    static Duration parse(@Nullable String header, Instant now) {
        if (header == null) {
            return Duration.ZERO;
        }
        String text = header.strip();
        if (!text.isEmpty() && text.length() <= MOST_DIGITS && text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return Duration.ofSeconds(Long.parseLong(text));
        }
        Instant date = text.length() > 64 ? null : DateUtils.parseStandardDate(text);
        return date == null || date.isBefore(now) ? Duration.ZERO : Duration.between(now, date);
    }
}
