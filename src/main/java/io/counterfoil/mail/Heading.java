package io.counterfoil.mail;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a mail's header says to its readers. All of it is the sender's word.
 *
 * @param messageId with brackets, empty when there is none
 * @param inReplyTo Message-IDs with brackets
 * @param references the same, the nearest last
 * @param subject one line, decoded, at most 500 characters
 * @param from the first of several
 */
public record Heading(
        String messageId,
        List<String> inReplyTo,
        List<String> references,
        String subject,
        Optional<Correspondent> from,
        Optional<Correspondent> sender,
        List<Correspondent> replyTo,
        List<Correspondent> to,
        List<Correspondent> cc,
        Optional<Instant> date) {}
