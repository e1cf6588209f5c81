package io.counterfoil.helpdesk;

import io.counterfoil.helpdesk.CaseRowWriter.Kind;
import io.counterfoil.kernel.CaseNumber;
import io.counterfoil.kernel.EmailAddress;
import io.counterfoil.kernel.OrganizerCode;
import io.counterfoil.kernel.TicketId;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Statements that write cases. */
final class CaseStore {
    private final JdbcTemplate template;
    private final JdbcClient jdbc;
    private final @Nullable CaseRowWriter together;

    CaseStore(DataSource dataSource) {
        this(new JdbcTemplate(dataSource), null);
    }

    private CaseStore(JdbcTemplate template, @Nullable CaseRowWriter together) {
        this.template = template;
        this.jdbc = JdbcClient.create(template);
        this.together = together;
    }

    /** A store that writes rows with one statement, and none before {@link #flush}: a mail is some six rows. */
    CaseStore together() {
        return new CaseStore(template, new CaseRowWriter(template));
    }

    void flush(OrganizerCode organizer) {
        if (together != null) {
            together.flush(organizer);
        }
    }

    private void write(OrganizerCode organizer, Kind kind, @Nullable Object... row) {
        CaseRowWriter writer = together == null ? new CaseRowWriter(template) : together;
        writer.add(kind, row);
        if (together == null) {
            writer.flush(organizer);
        }
    }

    /** The next number of the organizer; it is given back when the transaction is undone. */
    CaseNumber nextNumber(OrganizerCode organizer) {
        return nextNumbers(organizer, 1).getFirst();
    }

    List<CaseNumber> nextNumbers(OrganizerCode organizer, int wanted) {
        if (wanted == 0) {
            return List.of();
        }
        long last = jdbc.sql("""
                insert into case_counter as c (organizer, last_number) values (?, ?)
                on conflict (organizer) do update set last_number = c.last_number + excluded.last_number
                returning last_number""")
                .param(organizer.value())
                .param(wanted)
                .query(Long.class)
                .single();
        return LongStream.rangeClosed(last - wanted + 1, last)
                .mapToObj(CaseNumber::new)
                .toList();
    }

    void insert(OrganizerCode organizer, SupportCase made) {
        write(
                organizer,
                Kind.CASE,
                made.number().value(),
                made.type().name(),
                made.state().name(),
                made.priority().name(),
                made.subject(),
                made.requester() == null ? null : made.requester().value(),
                made.requesterAddress(),
                made.supplier(),
                made.assignee(),
                made.mailbox(),
                made.language(),
                made.channel().name(),
                made.follows() == null ? null : made.follows().value(),
                made.spam(),
                made.openedAt(),
                made.updatedAt());
    }

    void update(OrganizerCode organizer, SupportCase next) {
        write(
                organizer,
                Kind.CHANGE,
                next.number().value(),
                next.type().name(),
                next.state().name(),
                next.priority().name(),
                next.subject(),
                next.requester() == null ? null : next.requester().value(),
                next.requesterAddress(),
                next.supplier(),
                next.assignee(),
                next.mergedInto() == null ? null : next.mergedInto().value(),
                next.spam(),
                next.updatedAt(),
                next.firstAnswerAt(),
                next.solvedAt(),
                next.closedAt());
    }

    void addEntry(OrganizerCode organizer, CaseNumber number, CaseEntry entry) {
        addEntry(organizer, number, entry, "");
    }

    /** @param besides what it is found by, besides its text */
    void addEntry(OrganizerCode organizer, CaseNumber number, CaseEntry entry, String besides) {
        write(
                organizer,
                Kind.ENTRY,
                number.value(),
                entry.id(),
                entry.at(),
                entry.kind().name(),
                entry.author(),
                entry.authorLine(),
                entry.contact() == null ? null : entry.contact().value(),
                entry.login(),
                entry.action().name(),
                entry.text(),
                entry.isPublic(),
                entry.mailId(),
                entry.evidence() == null ? null : entry.evidence().code(),
                entry.marks().stream().map(Enum::name).collect(Collectors.joining(" ")),
                besides);
    }

    /** Those who take part already stay what they are. */
    void addParticipants(OrganizerCode organizer, CaseNumber number, List<Participant> people, Instant now) {
        for (Participant person : people) {
            write(
                    organizer,
                    Kind.PARTICIPANT,
                    number.value(),
                    person.address().key(),
                    person.address().text(),
                    person.name(),
                    person.role().name(),
                    person.contact() == null ? null : person.contact().value(),
                    now);
        }
    }

    /** That a mail with the key came here outweighs that one was answered only. */
    void addMessages(OrganizerCode organizer, CaseNumber number, List<Known.Message> messages) {
        for (Known.Message message : messages) {
            write(organizer, Kind.MESSAGE, message.key(), number.value(), message.received(), message.at());
        }
    }

    /** @param named by ticket the word that named it; empty: an agent links it */
    void addTickets(OrganizerCode organizer, CaseNumber number, Map<TicketId, String> named, Instant now) {
        named.forEach((ticket, word) ->
                write(organizer, Kind.TICKET, number.value(), ticket.value(), word.isEmpty() ? null : word, now));
    }

    boolean removeTicket(OrganizerCode organizer, CaseNumber number, TicketId ticket) {
        return jdbc.sql("delete from case_ticket where organizer = ? and number = ? and ticket_id = ?")
                        .param(organizer.value())
                        .param(number.value())
                        .param(ticket.value())
                        .update()
                == 1;
    }

    void link(OrganizerCode organizer, CaseNumber number, CaseNumber other, CaseLink.Kind kind, Instant now) {
        write(organizer, Kind.LINK, number.value(), other.value(), kind.name(), now);
    }

    /** @param searched what the mail is found by; empty: an entry shows it */
    void addVerdict(OrganizerCode organizer, MailVerdict verdict, String searched) {
        write(
                organizer,
                Kind.VERDICT,
                verdict.mailId(),
                verdict.outcome().name(),
                verdict.number() == null ? null : verdict.number().value(),
                verdict.senderKind().name(),
                String.join(" ", verdict.reasons()),
                verdict.evidence().code(),
                verdict.subject(),
                verdict.fromAddress(),
                EmailAddress.parse(verdict.fromAddress()).map(EmailAddress::key).orElse(null),
                verdict.fromName(),
                verdict.authentication().name(),
                verdict.at(),
                searched);
    }

    void hold(OrganizerCode organizer, MailVerdict verdict) {
        write(
                organizer,
                Kind.HELD,
                verdict.mailId(),
                verdict.number() == null ? null : verdict.number().value(),
                String.join(" ", verdict.reasons()),
                verdict.at());
    }

    static @Nullable OffsetDateTime utc(@Nullable Instant at) {
        return at == null ? null : at.atOffset(ZoneOffset.UTC);
    }
}
