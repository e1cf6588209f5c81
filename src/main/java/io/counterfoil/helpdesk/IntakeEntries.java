package io.counterfoil.helpdesk;

import io.counterfoil.kernel.CaseNumber;
import io.counterfoil.kernel.ContactId;
import io.counterfoil.kernel.TicketId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a mail leaves in a case: pure. */
final class IntakeEntries {
    /** More people than a conversation has; a mail to everybody makes nobody a participant. */
    private static final int MOST_PEOPLE = 50;
    /** In a case: whoever writes to it again and again adds nobody any more, and no mail has to look at more of them. */
    private static final int MOST_PEOPLE_IN_CASE = 200;

    /** Mails that never came here by which others are found that answer them. */
    private static final int MOST_UNSEEN = 20;

    private IntakeEntries() {}

    static CaseEntry of(
            UUID id, Facts facts, CaseAction action, boolean isPublic, @Nullable ContactId contact, Evidence evidence) {
        Arrived arrived = facts.arrived();
        SenderKind kind = facts.sender().kind();
        Agents.Agent agent = kind == SenderKind.AGENT ? facts.known().agent().orElse(null) : null;
        String line = agent != null
                ? agent.login()
                : kind == SenderKind.SUPPLIER
                        ? facts.known().supplier().map(Supplier::name).orElse("")
                        : arrived.fromAddress();
        return new CaseEntry(
                id,
                facts.now(),
                action == CaseAction.BOUNCE ? SenderKind.SYSTEM : kind,
                agent != null ? agent.name() : arrived.fromName(),
                line,
                contact,
                agent == null ? null : agent.login(),
                action,
                arrived.text(),
                isPublic,
                arrived.stored().id(),
                evidence,
                facts.marks());
    }

    /** Who takes part from now on: those given, and everybody in To and Cc but our mailboxes; nobody of a list's mail. */
    static List<Participant> people(Facts facts, List<Participant> first) {
        List<Participant> people = new ArrayList<>(first);
        var recipients = facts.arrived().recipients();
        CaseAtHand target = facts.target();
        boolean full = target != null && target.participants().size() + recipients.size() > MOST_PEOPLE_IN_CASE;
        if (!facts.arrived().isFromList() && recipients.size() <= MOST_PEOPLE && !full) {
            recipients.forEach((key, each) -> {
                boolean known = facts.known().ownAddresses().contains(key)
                        || first.stream()
                                .anyMatch(person -> person.address().key().equals(key));
                if (!known) {
                    people.add(
                            new Participant(each.usable().orElseThrow(), each.name(), Participant.Role.COPIED, null));
                }
            });
        }
        return people;
    }

    /** By which Message-IDs later mails find the case. */
    static List<Known.Message> messages(Facts facts, CaseNumber number, boolean opened) {
        List<Known.Message> messages = new ArrayList<>();
        String own = facts.arrived().messageKey().orElse("");
        if (!own.isEmpty()) {
            messages.add(new Known.Message(own, number, true, facts.now()));
        }
        if (opened && !facts.arrived().isFromList()) {
            facts.arrived().references().stream()
                    .filter(key -> !key.equals(own)
                            && facts.known().messages().stream()
                                    .noneMatch(known ->
                                            known.received() && known.key().equals(key)))
                    .limit(MOST_UNSEEN)
                    .forEach(key -> messages.add(new Known.Message(key, number, false, facts.now())));
        }
        return messages;
    }

    /** The organizer's tickets that it names, by the word that names each. */
    static Map<TicketId, String> tickets(Facts facts) {
        Map<TicketId, String> named = new LinkedHashMap<>();
        facts.arrived()
                .numbers()
                .forEach(word -> facts.known().tickets().getOrDefault(word, Set.of()).stream()
                        .sorted()
                        .forEach(ticket -> named.putIfAbsent(ticket, word)));
        return named;
    }
}
