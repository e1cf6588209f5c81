package io.counterfoil.mail;

import java.util.Set;
import java.util.function.Predicate;

/**
 * What has to be known for reading a mail, besides the mail.
 *
 * @param trustedServers the names, lower-case, under which the mailbox's own mail servers write Authentication-Results
 * @param ownMessageId whether a Message-ID, with brackets, is one that this installation has signed
 */
public record ReadingContext(Set<String> trustedServers, Predicate<String> ownMessageId, RemoteContent remote) {
    /** Nobody is trusted, nothing is our own, nothing is fetched. */
    public static final ReadingContext NOTHING_KNOWN =
            new ReadingContext(Set.of(), messageId -> false, RemoteContent.BLOCKED);
}
