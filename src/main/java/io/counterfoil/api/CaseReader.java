package io.counterfoil.api;

import io.counterfoil.contacts.Contact;
import io.counterfoil.contacts.Contacts;
import io.counterfoil.database.OrganizerTransactions;
import io.counterfoil.helpdesk.CaseEntry;
import io.counterfoil.helpdesk.CaseFields;
import io.counterfoil.helpdesk.CaseFilter;
import io.counterfoil.helpdesk.CaseState;
import io.counterfoil.helpdesk.IdTag;
import io.counterfoil.helpdesk.IdTags;
import io.counterfoil.helpdesk.MailboxTags;
import io.counterfoil.helpdesk.SupportCase;
import io.counterfoil.helpdesk.SupportCases;
import io.counterfoil.kernel.CaseNumber;
import io.counterfoil.kernel.ContactId;
import io.counterfoil.kernel.EmailAddress;
import io.counterfoil.kernel.OrganizerCode;
import io.counterfoil.kernel.Refusal;
import io.counterfoil.kernel.TicketId;
import io.counterfoil.kernel.TimeBounds;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Brings together what an answer says of cases: each of one moment. */
final class CaseReader {
    /** Entries of all cases on a page; a case that has more is a page of its own. */
    private static final int MOST_ENTRIES = 5_000;

    private final OrganizerTransactions transactions;
    private final SupportCases cases;
    private final MailboxTags tags;
    private final Contacts contacts;
    private final CaseFields fields;

    CaseReader(
            OrganizerTransactions transactions,
            SupportCases cases,
            MailboxTags tags,
            Contacts contacts,
            CaseFields fields) {
        this.transactions = transactions;
        this.cases = cases;
        this.tags = tags;
        this.contacts = contacts;
        this.fields = fields;
    }

    /** Which cases are asked for; null or empty: any. */
    record Asked(
            @Nullable String text,
            Set<CaseState> states,
            @Nullable EmailAddress email,
            @Nullable String assignee) {}

    Page<CaseAnswer.Line> list(OrganizerCode organizer, Asked asked, ListQuery query) {
        int limit = query.most();
        SupportCases.Place after = place(query.afterText());
        return transactions.read(organizer, () -> {
            EmailAddress email = asked.email();
            List<ContactId> people = email == null
                    ? List.of()
                    : contacts.byEmail(organizer, email).stream()
                            .map(Contact::id)
                            .toList();
            CaseFilter filter = new CaseFilter(
                    asked.text() == null ? null : asked.text().replace("\0", ""),
                    asked.states(),
                    email == null ? null : email.key(),
                    people,
                    asked.assignee(),
                    null,
                    null,
                    false);
            List<SupportCase> found = cases.list(organizer, filter, after, limit + 1);
            Map<ContactId, Contact> requesters = contacts.findAll(
                    organizer,
                    found.stream()
                            .map(SupportCase::requester)
                            .filter(Objects::nonNull)
                            .toList());
            int shown = fitting(organizer, found, limit);
            List<CaseNumber> numbers =
                    found.stream().limit(shown).map(SupportCase::number).toList();
            Lines lines = new Lines(
                    requesters, tags(organizer), cases.tickets(organizer, numbers), cases.entries(organizer, numbers));
            return Page.of(found, shown, CaseReader::key, lines::of);
        });
    }

    /** How many cases, from the first, a page has room for. */
    private int fitting(OrganizerCode organizer, List<SupportCase> found, int limit) {
        Map<CaseNumber, Integer> counts = cases.entryCounts(
                organizer, found.stream().map(SupportCase::number).toList());
        int shown = 0;
        int entries = 0;
        for (SupportCase each : found) {
            entries += counts.getOrDefault(each.number(), 0);
            if (shown == limit || (shown > 0 && entries > MOST_ENTRIES)) {
                return shown;
            }
            shown++;
        }
        return Math.max(1, shown);
    }

    /** What the lines of a page are made of, by the case. */
    private record Lines(
            Map<ContactId, Contact> requesters,
            Map<String, IdTag> byMailbox,
            Map<CaseNumber, List<TicketId>> tickets,
            Map<CaseNumber, List<CaseEntry>> entries) {
        CaseAnswer.Line of(SupportCase each) {
            return new CaseAnswer.Line(
                    each.number().value(),
                    tag(each, byMailbox),
                    each.subject(),
                    each.type(),
                    each.state(),
                    each.priority(),
                    ContactAnswer.of(each.requester(), requesters),
                    Masking.view().address(each.requesterAddress()),
                    each.assignee(),
                    each.mailbox(),
                    each.openedAt(),
                    each.updatedAt(),
                    listed(tickets.getOrDefault(each.number(), List.of()), TicketId::value),
                    listed(entries.getOrDefault(each.number(), List.of()), CaseAnswer.Entry::of));
        }
    }

    CaseAnswer get(OrganizerCode organizer, CaseNumber asked) {
        return transactions.read(organizer, () -> {
            SupportCase found = cases.require(organizer, asked);
            CaseNumber number = found.number();
            return new CaseAnswer(
                    number.value(),
                    tag(found, tags(organizer)),
                    found.subject(),
                    found.type(),
                    found.state(),
                    found.priority(),
                    ContactAnswer.of(found.requester(), requester(organizer, found)),
                    Masking.view().address(found.requesterAddress()),
                    found.assignee(),
                    found.supplier(),
                    found.mailbox(),
                    found.language(),
                    found.channel(),
                    DeliveryAnswer.number(found.follows()),
                    found.spam(),
                    found.openedAt(),
                    found.updatedAt(),
                    found.firstAnswerAt(),
                    found.solvedAt(),
                    found.closedAt(),
                    listed(cases.tickets(organizer, number), TicketId::value),
                    listed(cases.participants(organizer, number), CaseAnswer.Person::of),
                    listed(cases.links(organizer, number), CaseAnswer.Link::of),
                    listed(fields.of(organizer, number), CaseAnswer.Field::of),
                    listed(cases.entries(organizer, number), CaseAnswer.Entry::of));
        });
    }

    private static <T, R> List<R> listed(List<T> all, Function<T, R> how) {
        return all.stream().map(how).toList();
    }

    private Map<ContactId, Contact> requester(OrganizerCode organizer, SupportCase found) {
        return found.requester() == null ? Map.of() : contacts.findAll(organizer, List.of(found.requester()));
    }

    private Map<String, IdTag> tags(OrganizerCode organizer) {
        Map<String, IdTag> byMailbox = new HashMap<>();
        tags.all(organizer).stream()
                .filter(MailboxTags.MailboxTag::isPresent)
                .forEach(tag -> byMailbox.put(tag.mailbox(), tag.tag()));
        return byMailbox;
    }

    private static String tag(SupportCase of, Map<String, IdTag> byMailbox) {
        IdTag tag = of.mailbox() == null ? IdTag.STANDARD : byMailbox.getOrDefault(of.mailbox(), IdTag.STANDARD);
        return IdTags.write(tag, of.number());
    }

    private static String key(SupportCase last) {
        return last.updatedAt() + "~" + last.number().value();
    }

    private static SupportCases.@Nullable Place place(String after) {
        if (after.isEmpty()) {
            return null;
        }
        int tilde = after.lastIndexOf('~');
        try {
            Instant at = TimeBounds.checked(Instant.parse(after.substring(0, Math.max(0, tilde))));
            return new SupportCases.Place(at, new CaseNumber(Long.parseLong(after.substring(tilde + 1))));
        } catch (DateTimeException | NumberFormatException notOurs) {
            throw Refusal.invalid("after", after, "what next of the former page said");
        }
    }
}
