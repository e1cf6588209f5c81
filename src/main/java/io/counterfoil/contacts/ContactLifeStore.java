package io.counterfoil.contacts;

import io.counterfoil.kernel.ContactId;
import io.counterfoil.kernel.OrganizerCode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** What happens to contacts after their birth: merges, orphans, erasures. */
final class ContactLifeStore {
    private final JdbcTemplate jdbc;

    ContactLifeStore(DataSource dataSource) {
        this.jdbc = new JdbcTemplate(dataSource);
    }

    /**
     * A contact itself, merges not followed.
     *
     * @param mergedInto the surviving contact
     */
    record Life(ContactId id, boolean temporary, @Nullable ContactId mergedInto, boolean erased, boolean orphaned) {}

    Map<ContactId, Life> lives(OrganizerCode organizer, Collection<ContactId> contacts) {
        Map<ContactId, Life> lives = new HashMap<>();
        jdbc.query(
                """
                select contact_id, temporary, merged_into, erased_at is not null, orphaned_at is not null
                from contact where organizer = ? and contact_id = any(?::uuid[])""",
                rs -> {
                    Life life = life(rs);
                    lives.put(life.id(), life);
                },
                organizer.value(),
                ids(contacts));
        return lives;
    }

    /** By survivor, everyone who was merged into one of the contacts. */
    Map<ContactId, List<ContactId>> mergedInto(OrganizerCode organizer, Collection<ContactId> survivors) {
        Map<ContactId, List<ContactId>> merged = new HashMap<>();
        jdbc.query(
                """
                select merged_into, array_agg(contact_id order by contact_id)
                from contact where organizer = ? and merged_into = any(?::uuid[]) group by merged_into""",
                rs -> {
                    UUID[] ids = (UUID[]) rs.getArray(2).getArray();
                    merged.put(id(rs, 1), Arrays.stream(ids).map(ContactId::new).toList());
                },
                organizer.value(),
                ids(survivors));
        return merged;
    }

    void merge(OrganizerCode organizer, ContactId from, ContactId into, Instant now) {
        jdbc.update(
                "insert into contact_merge (organizer, from_contact, into_contact, merged_at) values (?, ?, ?, ?)",
                organizer.value(),
                from.value(),
                into.value(),
                now.atOffset(ZoneOffset.UTC));
        jdbc.update("""
                update contact set merged_into = ?, updated_at = ?
                where organizer = ? and (contact_id = ? or merged_into = ?)""", into.value(), now.atOffset(ZoneOffset.UTC), organizer.value(), from.value(), from.value());
    }

    /** False when the contact is not merged. Whoever was merged into it before follows it out again. */
    boolean undoMerge(OrganizerCode organizer, ContactId from, Instant now) {
        int undone = jdbc.update(
                "delete from contact_merge where organizer = ? and from_contact = ?", organizer.value(), from.value());
        jdbc.update(
                """
                with recursive under as (
                    select from_contact from contact_merge where organizer = ? and into_contact = ?
                    union
                    select m.from_contact from contact_merge m join under u on m.into_contact = u.from_contact
                    where m.organizer = ?
                )
                update contact set merged_into = case when contact_id = ? then null else ?::uuid end, updated_at = ?
                where organizer = ? and (contact_id = ? or contact_id in (select from_contact from under))""",
                organizer.value(),
                from.value(),
                organizer.value(),
                from.value(),
                from.value(),
                now.atOffset(ZoneOffset.UTC),
                organizer.value(),
                from.value());
        return undone == 1;
    }

    /** All addresses of contacts, as they were written, by their normal form: present ones, former ones. */
    Map<String, String> addresses(OrganizerCode organizer, Collection<ContactId> contacts) {
        Map<String, String> addresses = new HashMap<>();
        jdbc.query(
                """
                select email_key, email from contact
                where organizer = ? and contact_id = any(?::uuid[]) and email_key is not null
                union all
                select email_key, email from contact_address where organizer = ? and contact_id = any(?::uuid[])""",
                rs -> {
                    addresses.putIfAbsent(rs.getString(1), rs.getString(2));
                },
                organizer.value(),
                ids(contacts),
                organizer.value(),
                ids(contacts));
        return addresses;
    }

    /** Takes all personal data of the contacts away; the first of them is the one that the others were merged into. */
    void erase(OrganizerCode organizer, List<ContactId> contacts, List<byte[]> addressHashes, Instant now) {
        String code = organizer.value();
        jdbc.update("""
                insert into erased_address (organizer, address_hash, contact_id, erased_at)
                select ?, hash, ?, ? from unnest(?::bytea[]) as hash on conflict do nothing""", ps -> {
            ps.setString(1, code);
            ps.setObject(2, contacts.getFirst().value());
            ps.setObject(3, now.atOffset(ZoneOffset.UTC));
            ps.setArray(4, ps.getConnection().createArrayOf("bytea", addressHashes.toArray(byte[][]::new)));
        });
        UUID[] ids = ids(contacts);
        jdbc.update("delete from contact_address where organizer = ? and contact_id = any(?::uuid[])", code, ids);
        jdbc.update(
                "delete from contact_merge where organizer = ? and (from_contact = any(?::uuid[]) or into_contact = any(?::uuid[]))",
                code,
                ids,
                ids);
        jdbc.update("""
                update contact set email = null, email_key = null, title = null, first_name = null, last_name = null,
                    birth_date = null, nationality = null, id_number = null, mobile_phone = null, country = null,
                    language = null, consent_institution = false, consent_third_party = false, consent_institution_by = null,
                    consent_institution_at = null, consent_third_party_by = null, consent_third_party_at = null, internet_account = false,
                    orphaned_at = null, erased_at = ?, updated_at = ?
                where organizer = ? and contact_id = any(?::uuid[])""", now.atOffset(ZoneOffset.UTC), now.atOffset(ZoneOffset.UTC), code, ids);
    }

    /** Temporary contacts that are neither merged nor erased, in the order of their ids. */
    List<Life> temporary(OrganizerCode organizer, @Nullable ContactId after, int limit) {
        UUID from = after == null ? new UUID(0, 0) : after.value();
        return jdbc.query("""
                select contact_id, temporary, merged_into, false, orphaned_at is not null
                from contact
                where organizer = ? and contact_id > ? and temporary and merged_into is null and erased_at is null
                order by contact_id limit ?""", (rs, row) -> life(rs), organizer.value(), from, limit);
    }

    /** Says since when the contacts are orphaned; null: they are not. */
    void markOrphaned(
            OrganizerCode organizer, Collection<ContactId> contacts, @Nullable Instant orphanedAt, Instant now) {
        jdbc.update(
                """
                update contact set orphaned_at = ?::timestamptz, updated_at = ?
                where organizer = ? and contact_id = any(?::uuid[])""",
                orphanedAt == null ? null : orphanedAt.atOffset(ZoneOffset.UTC),
                now.atOffset(ZoneOffset.UTC),
                organizer.value(),
                ids(contacts));
    }

    /** Contacts that were orphaned at that time or before, the longest first. */
    List<ContactId> orphanedUntil(OrganizerCode organizer, Instant until, int limit) {
        return jdbc.query("""
                select contact_id from contact
                where organizer = ? and orphaned_at <= ? and erased_at is null order by orphaned_at limit ?""", (rs, row) -> id(rs, 1), organizer.value(), until.atOffset(ZoneOffset.UTC), limit);
    }

    /** Days that the organizer keeps an orphaned contact. */
    int retentionDays(OrganizerCode organizer) {
        Integer days = jdbc.queryForObject(
                "select retention_days from organizer where code = ?", Integer.class, organizer.value());
        return days == null ? 0 : days;
    }

    private static Life life(ResultSet rs) throws SQLException {
        UUID into = rs.getObject(3, UUID.class);
        return new Life(
                id(rs, 1),
                rs.getBoolean(2),
                into == null ? null : new ContactId(into),
                rs.getBoolean(4),
                rs.getBoolean(5));
    }

    private static ContactId id(ResultSet rs, int column) throws SQLException {
        return new ContactId(rs.getObject(column, UUID.class));
    }

    private static UUID[] ids(Collection<ContactId> contacts) {
        return contacts.stream().map(ContactId::value).toArray(UUID[]::new);
    }
}
