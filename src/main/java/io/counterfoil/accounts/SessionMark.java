package io.counterfoil.accounts;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a session remembers of its sign-in. Everything else is read anew for each request.
 *
 * @param epoch the account's at the sign-in: an account that has moved on does not know this session any more
 */
public record SessionMark(UUID accountId, int epoch, Instant since) {
    private static final Pattern FORM = Pattern.compile("([0-9a-f-]{36})/(\\d{1,9})/(\\d{1,15})");

    /** The mark in a text that {@link #toString} has made. */
    public static Optional<SessionMark> parse(@Nullable Object text) {
        Matcher parts = FORM.matcher(String.valueOf(text));
        return parts.matches()
                ? Optional.of(new SessionMark(
                        UUID.fromString(parts.group(1)),
                        Integer.parseInt(parts.group(2)),
                        Instant.ofEpochMilli(Long.parseLong(parts.group(3)))))
                : Optional.empty();
    }

    @Override
    public String toString() {
        return accountId + "/" + epoch + "/" + since.toEpochMilli();
    }
}
