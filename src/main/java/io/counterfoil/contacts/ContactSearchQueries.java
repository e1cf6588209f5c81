package io.counterfoil.contacts;

import io.counterfoil.kernel.ContactId;
import io.counterfoil.kernel.OrganizerCode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** Looks for contacts; each statement's effort is bounded by its limit. */
final class ContactSearchQueries {
    /** After every id, after every text. */
    private static final UUID END = new UUID(-1, -1);

    private static final String LAST = Character.toString(Character.MAX_CODE_POINT);

    private final JdbcTemplate jdbc;

    ContactSearchQueries(DataSource dataSource) {
        this.jdbc = new JdbcTemplate(dataSource);
    }

    /**
     * Whoever has a name that begins like this: each range by its own index.
     *
     * @param first beginning of the first or the last name, lower case
     * @param second beginning of the other of the two; null: any
     */
    List<Contact> byName(OrganizerCode organizer, String first, @Nullable String second, int limit) {
        List<Object> parameters = new ArrayList<>();
        String byLast = range("last_name_key", first, "first_name_key", second, organizer, limit, parameters);
        String byFirst = range("first_name_key", first, "last_name_key", second, organizer, limit, parameters);
        parameters.add(organizer.value());
        parameters.add(limit);
        return jdbc.query(
                "select " + ContactStore.COLUMNS + " from contact c join ((" + byLast + ") union (" + byFirst + ")) hit"
                        + " on hit.contact_id = c.contact_id where c.organizer = ?"
                        + " order by c.last_name_key, c.first_name_key, c.contact_id limit ?",
                (rs, row) -> ContactStore.contact(rs, 1),
                parameters.toArray());
    }

    /** Both names are in the index, which so answers alone whom to look at. */
    private static String range(
            String column,
            String begin,
            String otherColumn,
            @Nullable String other,
            OrganizerCode organizer,
            int limit,
            List<Object> parameters) {
        StringBuilder sql = new StringBuilder("select contact_id from contact where organizer = ?");
        parameters.add(organizer.value());
        beginsWith(sql, column, begin, parameters);
        if (other != null) {
            beginsWith(sql, otherColumn, other, parameters);
        }
        parameters.add(limit);
        return sql.append(" and merged_into is null and erased_at is null order by ")
                .append(column)
                .append(" collate \"C\", ")
                .append(otherColumn)
                .append(" collate \"C\" limit ?")
                .toString();
    }

    /** A contact, and the name by which it was found, as the index has it. */
    record Keyed(Contact contact, String key) {}

    /**
     * Everybody who fits like {@link #byName}, a page at a time: those by their last names first, then the others by their first.
     *
     * @param from where the last page ended
     */
    List<Keyed> named(
            OrganizerCode organizer, String first, @Nullable String second, ContactSearch.Place from, int limit) {
        String column = from.byFirstName() ? "c.first_name_key" : "c.last_name_key";
        String other = from.byFirstName() ? "c.last_name_key" : "c.first_name_key";
        List<Object> parameters = new ArrayList<>(List.of(organizer.value()));
        StringBuilder sql =
                new StringBuilder("select " + ContactStore.COLUMNS + ", " + column + " as key from contact c"
                        + " where c.organizer = ? and c.merged_into is null and c.erased_at is null");
        within(sql.append(" and "), column, from.key().isEmpty() ? first : from.key(), first, parameters);
        if (second != null) {
            within(sql.append(" and "), other, second, second, parameters);
        }
        sql.append(" and (").append(column).append(" collate \"C\" <> ? or c.contact_id > ?)");
        parameters.add(from.key());
        parameters.add(from.id().value());
        if (from.byFirstName()) {
            within(sql.append(" and not coalesce("), "c.last_name_key", first, first, parameters);
            if (second != null) {
                within(sql.append(" and "), "c.first_name_key", second, second, parameters);
            }
            sql.append(", false)");
        }
        parameters.add(limit);
        return jdbc.query(
                sql.append(" order by ")
                        .append(column)
                        .append(" collate \"C\", c.contact_id limit ?")
                        .toString(),
                (rs, row) -> new Keyed(ContactStore.contact(rs, 1), rs.getString("key")),
                parameters.toArray());
    }

    /** From a name on, as long as names begin like another. */
    private static void within(StringBuilder sql, String column, String from, String begin, List<Object> parameters) {
        sql.append(column).append(" collate \"C\" >= ? and ").append(column).append(" collate \"C\" < ?");
        parameters.add(from);
        parameters.add(begin + LAST);
    }

    private static void beginsWith(StringBuilder sql, String column, String begin, List<Object> parameters) {
        sql.append(" and ").append(column).append(" collate \"C\" >= ? and ");
        sql.append(column).append(" collate \"C\" < ?");
        parameters.add(begin);
        parameters.add(begin + LAST);
    }

    /** Living contacts, newest first; ids grow with time. */
    List<Contact> newest(
            OrganizerCode organizer, ContactSearch.@Nullable Flag flag, @Nullable ContactId before, int limit) {
        String only = flag == null
                ? ""
                : switch (flag) {
                    case TEMPORARY -> " and c.temporary";
                    case ORPHANED -> " and c.orphaned_at is not null";
                };
        return jdbc.query(
                "select " + ContactStore.COLUMNS
                        + " from contact c where c.organizer = ? and c.merged_into is null and c.erased_at is null"
                        + only
                        + " and c.contact_id < ? order by c.contact_id desc limit ?",
                (rs, row) -> ContactStore.contact(rs, 1),
                organizer.value(),
                before == null ? END : before.value(),
                limit);
    }

    /** Addresses that several living contacts have, none of them with an internet account, in the order of their keys. */
    List<PossibleDuplicate> duplicates(OrganizerCode organizer, String after, @Nullable String until, int limit) {
        return jdbc.query(
                """
                select email_key, array_agg(contact_id order by created_at, contact_id)
                from contact
                where organizer = ? and email_key > ? and email_key <= ? and merged_into is null and erased_at is null
                group by email_key having count(*) > 1 and not bool_or(internet_account)
                order by email_key limit ?""",
                (rs, row) -> new PossibleDuplicate(
                        rs.getString(1),
                        Arrays.stream((UUID[]) rs.getArray(2).getArray())
                                .map(ContactId::new)
                                .toList()),
                organizer.value(),
                after,
                until == null ? LAST : until,
                limit);
    }

    /**
     * Up to which address one has seen so many contacts after an address, all of each address; null: there are not so many.
     */
    @Nullable
    String endOfLook(OrganizerCode organizer, String after, int contacts) {
        return jdbc.queryForObject("""
                with looked as (select email_key from contact where organizer = ? and email_key > ? order by email_key limit ?),
                    edge as (select max(email_key) as last from looked having count(*) = ?)
                select coalesce(max(looked.email_key) filter (where looked.email_key < edge.last), max(edge.last))
                from edge left join looked on true""", String.class, organizer.value(), after, contacts, contacts);
    }
}
