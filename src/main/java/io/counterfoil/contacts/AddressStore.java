package io.counterfoil.contacts;

import io.counterfoil.kernel.ContactId;
import io.counterfoil.kernel.OrganizerCode;
import java.sql.Array;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** Who has an address, in PostgreSQL: two statements however many addresses, two more where somebody was merged or erased. */
final class AddressStore {
    private final JdbcTemplate jdbc;
    private final AddressHash hash;

    AddressStore(DataSource dataSource, AddressHash hash) {
        this.jdbc = new JdbcTemplate(dataSource);
        this.hash = hash;
    }

    /** Whoever has one of the addresses, by normal form, and the merges that led to them. */
    record Known(Map<String, List<KnownContact>> byKey, Map<ContactId, ContactId> merges) {}

    Known known(OrganizerCode organizer, Collection<String> emailKeys) {
        Map<String, List<KnownContact>> byKey = living(organizer, emailKeys);
        Past past = past(organizer);
        if (past.erased()) {
            erased(organizer, emailKeys, hash.of(organizer, emailKeys))
                    .forEach((key, contacts) -> byKey.computeIfAbsent(key, none -> new ArrayList<>(1))
                            .addAll(contacts));
        }
        Set<ContactId> found = byKey.values().stream()
                .flatMap(List::stream)
                .map(KnownContact::id)
                .collect(Collectors.toSet());
        return new Known(byKey, past.merged() ? mergedInto(organizer, found) : Map.of());
    }

    /** Whoever has one of the addresses, by normal form. A contact that was merged is not there: the one that it is now is. */
    private Map<String, List<KnownContact>> living(OrganizerCode organizer, Collection<String> emailKeys) {
        String code = organizer.value();
        Map<String, Map<ContactId, KnownContact>> found = new HashMap<>();
        jdbc.query(
                """
                select c.email_key, coalesce(m.contact_id, c.contact_id), coalesce(m.temporary, c.temporary),
                    c.internet_account, coalesce(m.created_at, c.created_at),
                    case when m.contact_id is null then c.erased_at else m.erased_at end
                from contact c left join contact m on m.organizer = c.organizer and m.contact_id = c.merged_into
                where c.organizer = ? and c.email_key = any(?)
                union all
                select f.email_key, coalesce(m.contact_id, c.contact_id), coalesce(m.temporary, c.temporary),
                    false, coalesce(m.created_at, c.created_at),
                    case when m.contact_id is null then c.erased_at else m.erased_at end
                from contact_address f join contact c on c.organizer = f.organizer and c.contact_id = f.contact_id
                    left join contact m on m.organizer = c.organizer and m.contact_id = c.merged_into
                where f.organizer = ? and f.email_key = any(?)""",
                ps -> {
                    Array keys = array(ps, "text", emailKeys.toArray(String[]::new));
                    ps.setString(1, code);
                    ps.setArray(2, keys);
                    ps.setString(3, code);
                    ps.setArray(4, keys);
                },
                rs -> {
                    addKnown(found, rs);
                });
        Map<String, List<KnownContact>> byKey = HashMap.newHashMap(found.size());
        found.forEach((key, contacts) -> byKey.put(key, new ArrayList<>(contacts.values())));
        return byKey;
    }

    /** Whether anybody was merged or erased, which makes further lookups necessary; two looks into small partial indexes. */
    private Past past(OrganizerCode organizer) {
        return Objects.requireNonNull(jdbc.queryForObject(
                """
                select exists (select from contact where organizer = ? and merged_into is not null),
                    exists (select from erased_address where organizer = ?)""", (rs, row) -> new Past(rs.getBoolean(1), rs.getBoolean(2)), organizer.value(), organizer.value()));
    }

    /** What has happened to some contact of an organizer. */
    private record Past(boolean merged, boolean erased) {}

    /** Which contacts were merged into these: from what they were to what they are now. */
    private Map<ContactId, ContactId> mergedInto(OrganizerCode organizer, Collection<ContactId> present) {
        Map<ContactId, ContactId> merges = new HashMap<>();
        jdbc.query(
                "select contact_id, merged_into from contact where organizer = ? and merged_into = any(?)",
                ps -> {
                    ps.setString(1, organizer.value());
                    ps.setArray(
                            2,
                            array(
                                    ps,
                                    "uuid",
                                    present.stream().map(ContactId::value).toArray()));
                },
                rs -> {
                    merges.put(new ContactId(rs.getObject(1, UUID.class)), new ContactId(rs.getObject(2, UUID.class)));
                });
        return merges;
    }

    /** Erased contacts that had one of the addresses. The hashes stand in the order of the keys. */
    private Map<String, List<KnownContact>> erased(
            OrganizerCode organizer, Collection<String> emailKeys, List<byte[]> hashes) {
        Map<String, List<KnownContact>> erased = new HashMap<>();
        jdbc.query(
                """
                select a.email_key, c.contact_id, c.temporary, false, c.created_at, c.erased_at
                from unnest(?::text[], ?::bytea[]) as a (email_key, address_hash)
                join erased_address e on e.organizer = ? and e.address_hash = a.address_hash
                join contact c on c.organizer = ? and c.contact_id = e.contact_id""",
                ps -> {
                    ps.setArray(1, array(ps, "text", emailKeys.toArray(String[]::new)));
                    ps.setArray(2, array(ps, "bytea", hashes.toArray(byte[][]::new)));
                    ps.setString(3, organizer.value());
                    ps.setString(4, organizer.value());
                },
                rs -> {
                    erased.computeIfAbsent(rs.getString(1), none -> new ArrayList<>(1))
                            .add(knownContact(rs));
                });
        return erased;
    }

    /** One contact may have an address twice: as its own and by somebody who was merged into it. */
    private static void addKnown(Map<String, Map<ContactId, KnownContact>> found, ResultSet rs) throws SQLException {
        KnownContact contact = knownContact(rs);
        found.computeIfAbsent(rs.getString(1), none -> new LinkedHashMap<>(2))
                .merge(contact.id(), contact, (one, other) -> one.internetAccount() ? one : other);
    }

    private static KnownContact knownContact(ResultSet rs) throws SQLException {
        OffsetDateTime erasedAt = rs.getObject(6, OffsetDateTime.class);
        return new KnownContact(
                new ContactId(rs.getObject(2, UUID.class)),
                rs.getBoolean(3),
                rs.getBoolean(4),
                rs.getObject(5, OffsetDateTime.class).toInstant(),
                erasedAt == null ? null : erasedAt.toInstant());
    }

    private static Array array(PreparedStatement ps, String type, Object[] values) throws SQLException {
        return ps.getConnection().createArrayOf(type, values);
    }
}
