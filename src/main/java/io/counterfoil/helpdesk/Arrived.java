package io.counterfoil.helpdesk;

import io.counterfoil.kernel.CaseNumber;
import io.counterfoil.kernel.EmailAddress;
import io.counterfoil.mail.Correspondent;
import io.counterfoil.mail.Heading;
import io.counterfoil.mail.InboundMail;
import io.counterfoil.mail.MessageKey;
import io.counterfoil.mail.SignedMessageId.Claims;
import io.counterfoil.mail.UnderstoodMail;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A mail as its case is looked for.
 *
 * @param subject without tags
 * @param tagged numbers in the subject
 * @param ours what the signed Message-IDs say that it answers or quotes, the nearest first
 * @param references keys of the other mails that it answers, the nearest first
 * @param numbers words of it that could be ticket or tax numbers
 */
record Arrived(
        InboundMail stored,
        UnderstoodMail mail,
        String subject,
        List<CaseNumber> tagged,
        List<Claims> ours,
        List<String> references,
        Set<String> numbers) {
    private static final int MOST_REFERENCES = 50;

    static Arrived of(
            InboundMail stored, UnderstoodMail mail, IdTags tags, Function<String, Optional<Claims>> checkOurs) {
        List<Claims> ours = new ArrayList<>();
        Set<String> others = new LinkedHashSet<>();
        for (String id : answered(mail)) {
            checkOurs.apply(id).ifPresentOrElse(ours::add, () -> others.add(MessageKey.of(id)));
        }
        String subject = mail.heading().subject();
        return new Arrived(
                stored,
                mail,
                tags.without(subject),
                tags.in(subject),
                List.copyOf(ours),
                others.stream().limit(MOST_REFERENCES).toList(),
                TicketNumbers.in(subject, mail.content().text()));
    }

    /** Message-IDs of the mails that it answers or quotes, the nearest first. */
    private static Collection<String> answered(UnderstoodMail mail) {
        Heading heading = mail.heading();
        Set<String> ids = new LinkedHashSet<>();
        mail.nature().bounce().flatMap(bounce -> bounce.originalMessageId()).ifPresent(ids::add);
        ids.addAll(heading.inReplyTo());
        ids.addAll(heading.references().reversed());
        return ids;
    }

    Optional<EmailAddress> from() {
        return mail.heading().from().flatMap(Correspondent::usable);
    }

    /** What to call the sender. */
    String fromName() {
        return mail.heading()
                .from()
                .map(from -> from.name().isBlank() ? from.address() : from.name())
                .orElse("");
    }

    String fromAddress() {
        return mail.heading().from().map(Correspondent::address).orElse("");
    }

    /** Its own Message-ID as it is compared; nothing when it has none. */
    Optional<String> messageKey() {
        String id = mail.heading().messageId();
        return id.isEmpty() ? Optional.empty() : Optional.of(MessageKey.of(id));
    }

    /** Everybody in To and Cc with an address that can be written to, by its key. */
    Map<String, Correspondent> recipients() {
        Map<String, Correspondent> recipients = new LinkedHashMap<>();
        Stream.concat(mail.heading().to().stream(), mail.heading().cc().stream())
                .forEach(each -> each.usable().ifPresent(address -> recipients.putIfAbsent(address.key(), each)));
        return recipients;
    }

    /** What the sender wrote; all of it when nothing is new. */
    String text() {
        String fresh = mail.content().newText();
        return CaseText.bounded(fresh.isBlank() ? mail.content().text() : fresh);
    }

    /** Whether a list sent it: its recipients are no people of the case. */
    boolean isFromList() {
        return mail.nature().signs().stream()
                .anyMatch(sign ->
                        sign.startsWith("list-") || sign.endsWith("mailing-list") || sign.equals("Precedence: list"));
    }
}
