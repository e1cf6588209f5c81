package io.counterfoil.helpdesk;

import io.counterfoil.contacts.ContactTraces;
import io.counterfoil.contacts.ContactUse;
import io.counterfoil.kernel.ContactId;
import io.counterfoil.kernel.EmailAddress;
import io.counterfoil.kernel.OrganizerCode;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * What cases keep of people. An erasure takes away the person's mails, what he wrote, the files in his cases, and what agents have begun
 * to write to him; that there was a case, and what agents did in it, stays.
 */
final class CaseTraceStore implements ContactUse, ContactTraces {
    private static final String ERASED = "Erased contact";

    private final JdbcTemplate jdbc;

    CaseTraceStore(DataSource dataSource) {
        this.jdbc = new JdbcTemplate(dataSource);
    }

    /** Requesters of cases that are not closed. */
    @Override
    public Set<ContactId> inUse(OrganizerCode organizer, Collection<ContactId> contacts) {
        return new HashSet<>(jdbc.query(
                """
                select distinct requester from support_case
                where organizer = ? and requester = any(?::uuid[]) and state <> 'CLOSED' and merged_into is null""", (rs, row) -> new ContactId(rs.getObject(1, UUID.class)), organizer.value(), ids(contacts)));
    }

    @Override
    public void erase(
            OrganizerCode organizer,
            Set<ContactId> contacts,
            Collection<EmailAddress> addresses,
            EmailAddress standIn) {
        UUID[] ids = ids(contacts);
        String[] keys = addresses.stream().map(EmailAddress::key).toArray(String[]::new);
        eraseMails(organizer.value(), ids, keys, standIn);
        eraseCases(organizer.value(), ids, keys);
        eraseDrafts(organizer.value(), ids, keys);
    }

    private void eraseMails(String code, UUID[] ids, String[] keys, EmailAddress standIn) {
        jdbc.update("""
                update mail_raw set raw = ''::bytea where organizer = ? and mail_id in (
                    select mail_id from mail_verdict where organizer = ? and from_key = any(?::text[])
                    union
                    select mail_id from inbound_mail where organizer = ? and sender_key = any(?::text[])
                    union
                    select mail_id from case_entry where organizer = ? and contact = any(?::uuid[]) and mail_id is not null)""", code, code, keys, code, keys, code, ids);
        jdbc.update("""
                update inbound_mail set subject = '', sender = ?, sender_key = null, words = null
                where organizer = ? and sender_key = any(?::text[])""", ERASED, code, keys);
        jdbc.update("""
                update mail_verdict set subject = '', from_address = ?, from_name = '', from_key = null, words = null
                where organizer = ? and from_key = any(?::text[])""", standIn.text(), code, keys);
    }

    private void eraseCases(String code, UUID[] ids, String[] keys) {
        jdbc.update("""
                delete from case_file where organizer = ? and entry_id in (
                    select e.entry_id from case_entry e
                        join support_case c on c.organizer = e.organizer and c.number = e.number
                    where e.organizer = ? and c.requester = any(?::uuid[]))""", code, code, ids);
        jdbc.update("""
                delete from case_field where organizer = ? and login is null and number in (
                    select number from support_case where organizer = ? and requester = any(?::uuid[]))""", code, code, ids);
        jdbc.update("""
                update support_case set requester_address = null, subject = ? where organizer = ? and requester = any(?::uuid[])""", ERASED, code, ids);
        jdbc.update("""
                update case_entry set author = ?, author_line = null, text = '', words = '' where organizer = ? and contact = any(?::uuid[])""", ERASED, code, ids);
        // others quote him, and files bear names
        jdbc.update("""
                update case_entry set words = to_tsvector('english', left(text, 50000)) || to_tsvector('french', left(text, 50000))
                where organizer = ? and number in (
                    select number from support_case where organizer = ? and requester = any(?::uuid[]))""", code, code, ids);
        jdbc.update(
                "delete from case_participant where organizer = ? and (address_key = any(?::text[]) or contact = any(?::uuid[]))",
                code,
                keys,
                ids);
    }

    /** What agents have begun to write to him, and what they noted of him on the telephone. */
    private void eraseDrafts(String code, UUID[] ids, String[] keys) {
        jdbc.update("""
                delete from case_draft where organizer = ? and (number in (
                        select number from support_case where organizer = ? and requester = any(?::uuid[]))
                    or regexp_split_to_array(lower(concat_ws(' ', to_text, cc_text, bcc_text)), '[,;<>\\s]+') && ?::text[])""", code, code, ids, keys);
        jdbc.update("delete from begun_case where organizer = ? and lower(btrim(email)) = any(?::text[])", code, keys);
    }

    private static UUID[] ids(Collection<ContactId> contacts) {
        return contacts.stream().map(ContactId::value).toArray(UUID[]::new);
    }
}
