package io.counterfoil.imap;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A mail that was not fetched, or not whole.
 *
 * @param remark what is the matter, for people
 * @param nextTryAt null: it is not tried again
 */
public record MailRemark(
        String mailbox,
        long uidValidity,
        long uid,
        String remark,
        Instant at,
        int tries,
        @Nullable Instant nextTryAt) {}
