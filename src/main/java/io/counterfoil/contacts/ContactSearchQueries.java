package io.counterfoil.contacts;

import io.counterfoil.kernel.ContactId;
import io.counterfoil.kernel.OrganizerCode;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** Looks for contacts; each statement's effort is bounded by its limit. */
final class ContactSearchQueries {
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
        String code = organizer.value();
        String other = second == null ? "" : second;
        return jdbc.query(
                "select " + ContactStore.COLUMNS + """

                        from contact c join (
                            (select contact_id from contact where organizer = ?
                                and last_name_key collate "C" >= ? and last_name_key collate "C" < ?
                                and (? = '' or first_name_key collate "C" >= ? and first_name_key collate "C" < ?)
                                and merged_into is null and erased_at is null
                                order by last_name_key collate "C", first_name_key collate "C" limit ?)
                            union (select contact_id from contact where organizer = ?
                                and first_name_key collate "C" >= ? and first_name_key collate "C" < ?
                                and (? = '' or last_name_key collate "C" >= ? and last_name_key collate "C" < ?)
                                and merged_into is null and erased_at is null
                                order by first_name_key collate "C" limit ?)
                        ) hit on hit.contact_id = c.contact_id
                        where c.organizer = ? order by c.last_name_key, c.first_name_key, c.contact_id limit ?""",
                (rs, row) -> ContactStore.contact(rs, 1),
                code,
                first,
                after(first),
                other,
                other,
                after(other),
                limit,
                code,
                first,
                after(first),
                other,
                other,
                after(other),
                limit,
                code,
                limit);
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
                        + " and (?::uuid is null or c.contact_id < ?::uuid) order by c.contact_id desc limit ?",
                (rs, row) -> ContactStore.contact(rs, 1),
                organizer.value(),
                before == null ? null : before.value(),
                before == null ? null : before.value(),
                limit);
    }

    private static String after(String prefix) {
        return prefix + Character.toString(Character.MAX_CODE_POINT);
    }
}
