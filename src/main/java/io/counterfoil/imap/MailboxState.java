package io.counterfoil.imap;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How the reading of a mailbox goes.
 *
 * @param watchedSince when a node first took it up
 * @param readAt when it was looked through last; null: never
 * @param failingSince null: the last look went well
 * @param error what went wrong last, in words for an operator; can be there beside a reading that goes well, when only marking or
 *     moving mails fails
 * @param alarmAt since when there is an alarm; null: there is none
 * @param position UID of the last mail that was taken
 */
public record MailboxState(
        String mailbox,
        Instant watchedSince,
        @Nullable Instant readAt,
        @Nullable Instant failingSince,
        @Nullable String error,
        @Nullable Instant alarmAt,
        long position) {}
