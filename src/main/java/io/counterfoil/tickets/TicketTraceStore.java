package io.counterfoil.tickets;

import io.counterfoil.contacts.ContactTraces;
import io.counterfoil.database.RowsAsArrays;
import io.counterfoil.kernel.ContactId;
import io.counterfoil.kernel.EmailAddress;
import io.counterfoil.kernel.OrganizerCode;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * What status logs and ownership rows keep of a person: addresses, and the names of ticket holders. Digests stay, so that the
 * same entry delivered again is still known; lines stay, they name contacts by id.
 */
final class TicketTraceStore implements ContactTraces {
    private static final String OF_CONTACTS = """
            select ticket_id from ticket_ownership where organizer = ? and cultural_contact = any(?::uuid[])
            union select ticket_id from distribution where organizer = ? and new_contact = any(?::uuid[])
            union select ticket_id from distribution where organizer = ? and old_contact = any(?::uuid[])""";

    private final JdbcTemplate jdbc;

    TicketTraceStore(DataSource dataSource) {
        this.jdbc = new JdbcTemplate(dataSource);
    }

    @Override
    public void erase(
            OrganizerCode organizer,
            Set<ContactId> contacts,
            Collection<EmailAddress> addresses,
            EmailAddress standIn) {
        Set<EmailAddress> erased = new HashSet<>(addresses);
        eraseLog(
                organizer,
                log(organizer, contacts).stream()
                        .filter(trace -> trace.names(erased))
                        .map(trace -> trace.without(erased, standIn))
                        .toList());
        eraseOwners(
                organizer,
                owners(organizer, contacts).stream()
                        .filter(trace -> trace.names(erased))
                        .toList(),
                standIn);
    }

    private List<Trace> log(OrganizerCode organizer, Set<ContactId> contacts) {
        return jdbc.query(
                "select ticket_id, digest::text as digest, wallet_owner, spectator, sender, recipient from status_log"
                        + " where organizer = ? and ticket_id in (" + OF_CONTACTS + ")",
                (rs, row) -> new Trace(
                        rs.getString("ticket_id"),
                        rs.getString("digest"),
                        rs.getString("wallet_owner"),
                        rs.getString("spectator"),
                        rs.getString("sender"),
                        rs.getString("recipient")),
                parameters(organizer, contacts));
    }

    private List<Trace> owners(OrganizerCode organizer, Set<ContactId> contacts) {
        return jdbc.query(
                "select ticket_id, wallet_owner from ticket_ownership where organizer = ? and ticket_id in ("
                        + OF_CONTACTS + ")",
                (rs, row) -> new Trace(rs.getString(1), "", rs.getString(2), null, null, null),
                parameters(organizer, contacts));
    }

    private static Object[] parameters(OrganizerCode organizer, Set<ContactId> contacts) {
        String of = organizer.value();
        String[] ids = contacts.stream().map(ContactId::toString).toArray(String[]::new);
        return new Object[] {of, of, ids, of, ids, of, ids};
    }

    private void eraseLog(OrganizerCode organizer, List<Trace> traces) {
        RowsAsArrays.update(jdbc, """
                update status_log l set wallet_owner = t.wallet_owner, spectator = t.spectator, sender = t.sender,
                    recipient = t.recipient, ticket_holder = null
                from unnest(?::text[], ?::uuid[], ?::text[], ?::text[], ?::text[], ?::text[])
                    as t (ticket_id, digest, wallet_owner, spectator, sender, recipient)
                where l.organizer = ? and l.ticket_id = t.ticket_id and l.digest = t.digest""", traces, p -> {
            p.texts(Trace::ticketId);
            p.uuids(Trace::digest);
            p.texts(Trace::owner);
            p.texts(Trace::spectator);
            p.texts(Trace::sender);
            p.texts(Trace::recipient);
            p.same(organizer.value());
        });
    }

    private void eraseOwners(OrganizerCode organizer, List<Trace> traces, EmailAddress standIn) {
        RowsAsArrays.update(jdbc, """
                update ticket_ownership o set wallet_owner = ?, ticket_holder = null
                from unnest(?::text[]) as t (ticket_id) where o.organizer = ? and o.ticket_id = t.ticket_id""", traces, p -> {
            p.same(standIn.text());
            p.texts(Trace::ticketId);
            p.same(organizer.value());
        });
    }

    /** The addresses of a row, as they came. */
    private record Trace(
            String ticketId,
            String digest,
            @Nullable String owner,
            @Nullable String spectator,
            @Nullable String sender,
            @Nullable String recipient) {

        boolean names(Set<EmailAddress> erased) {
            return isOf(owner, erased) || isOf(spectator, erased) || isOf(sender, erased) || isOf(recipient, erased);
        }

        Trace without(Set<EmailAddress> erased, EmailAddress standIn) {
            return new Trace(
                    ticketId,
                    digest,
                    isOf(owner, erased) ? standIn.text() : owner,
                    isOf(spectator, erased) ? standIn.text() : spectator,
                    isOf(sender, erased) ? standIn.text() : sender,
                    isOf(recipient, erased) ? standIn.text() : recipient);
        }

        private static boolean isOf(@Nullable String text, Set<EmailAddress> erased) {
            return text != null
                    && EmailAddress.parse(text).filter(erased::contains).isPresent();
        }
    }
}
