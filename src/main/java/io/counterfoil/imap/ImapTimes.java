package io.counterfoil.imap;

import java.time.Duration;

/**
 * How long things may take, and how often they are done.
 *
 * @param connect to a server
 * @param silence longest wait for a server's next byte, and for it to take ours
 * @param command longest time of one command but fetching a mail: signing in, opening, searching
 * @param fetch longest time for one mail, whatever the server drips
 * @param idle how long IDLE waits before we look ourselves; below the half hour after which servers hang up (RFC 2177), and short
 *     enough that a connection which a firewall forgot is found
 */
record ImapTimes(Duration connect, Duration silence, Duration command, Duration fetch, Duration idle) {
    static final ImapTimes USUAL = new ImapTimes(
            Duration.ofSeconds(10),
            Duration.ofSeconds(30),
            Duration.ofMinutes(2),
            Duration.ofMinutes(10),
            Duration.ofMinutes(5));
}
