package io.counterfoil.contacts;

import io.counterfoil.kernel.ContactId;
import io.counterfoil.kernel.EmailAddress;
import io.counterfoil.kernel.OrganizerCode;
import java.sql.Array;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** Contacts in PostgreSQL: whoever is born or completed, and reads. */
final class ContactStore {
    static final String COLUMNS = """
            c.contact_id, c.email, c.title, c.first_name, c.last_name, c.birth_date, c.nationality, c.id_number,
            c.mobile_phone, c.country, c.language, c.consent_institution, c.consent_third_party, c.temporary,
            c.internet_account, c.orphaned_at, c.erased_at, c.created_at""";

    /** Before every id. */
    private static final UUID BEGINNING = new UUID(0, 0);

    private final JdbcTemplate jdbc;

    ContactStore(DataSource dataSource) {
        this.jdbc = new JdbcTemplate(dataSource);
    }

    /**
     * Inserts all of them; false when one of them is there already under another id.
     *
     * @param by who told what is known of them, as the journal names him
     */
    boolean insert(OrganizerCode organizer, String by, List<NewContact> born, Instant now) {
        int inserted = jdbc.update("""
                insert into contact (organizer, contact_id, email, email_key, title, first_name, last_name, birth_date,
                    nationality, id_number, mobile_phone, country, language, consent_institution, consent_third_party,
                    consent_institution_by, consent_institution_at, consent_third_party_by, consent_third_party_at,
                    temporary, internet_account, created_at, updated_at)
                select ?, n.contact_id, n.email, n.email_key, n.title, n.first_name, n.last_name, n.birth_date,
                    n.nationality, n.id_number, n.mobile_phone, n.country, n.language, n.consent_institution, n.consent_third_party,
                    case when n.institution_said then told.by end, case when n.institution_said then told.at end,
                    case when n.third_party_said then told.by end, case when n.third_party_said then told.at end,
                    n.temporary, n.internet_account, told.at, told.at
                from unnest(?::uuid[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::date[], ?::text[],
                    ?::text[], ?::text[], ?::text[], ?::text[], ?::boolean[], ?::boolean[], ?::boolean[], ?::boolean[],
                    ?::boolean[], ?::boolean[]) as n (contact_id, email, email_key, title, first_name, last_name, birth_date,
                    nationality, id_number, mobile_phone, country, language, consent_institution, consent_third_party,
                    institution_said, third_party_said, temporary, internet_account),
                    (select ?::text as by, ?::timestamptz as at) as told
                on conflict do nothing""", ps -> {
            ps.setString(1, organizer.value());
            ps.setArray(2, column(ps, "uuid", born, contact -> contact.id().value()));
            ps.setArray(3, column(ps, "text", born, contact -> text(contact.address())));
            ps.setArray(4, column(ps, "text", born, contact -> key(contact.address())));
            int next = setDetails(ps, 5, born, NewContact::details);
            ps.setArray(next++, column(ps, "boolean", born, NewContact::temporary));
            ps.setArray(next++, column(ps, "boolean", born, NewContact::internetAccount));
            ps.setString(next++, by);
            ps.setObject(next, now.atOffset(ZoneOffset.UTC));
        });
        return inserted == born.size();
    }

    /**
     * Makes temporary contacts normal. What was known and is absent from the details stays; consents are as the details say.
     *
     * @param by who told it, as the journal names him
     */
    void complete(OrganizerCode organizer, String by, List<CompletedContact> completed, Instant now) {
        jdbc.update("""
                update contact c set title = coalesce(n.title, c.title), first_name = n.first_name, last_name = n.last_name,
                    birth_date = coalesce(n.birth_date, c.birth_date), nationality = coalesce(n.nationality, c.nationality),
                    id_number = coalesce(n.id_number, c.id_number), mobile_phone = coalesce(n.mobile_phone, c.mobile_phone),
                    country = coalesce(n.country, c.country), language = coalesce(n.language, c.language),
                    consent_institution = n.consent_institution, consent_third_party = n.consent_third_party,
                    consent_institution_by = case when n.institution_said then told.by end,
                    consent_institution_at = case when n.institution_said then told.at end,
                    consent_third_party_by = case when n.third_party_said then told.by end,
                    consent_third_party_at = case when n.third_party_said then told.at end,
                    temporary = false, orphaned_at = null, updated_at = told.at
                from unnest(?::uuid[], ?::text[], ?::text[], ?::text[], ?::date[], ?::text[], ?::text[], ?::text[],
                    ?::text[], ?::text[], ?::boolean[], ?::boolean[], ?::boolean[], ?::boolean[]) as n (contact_id, title,
                    first_name, last_name, birth_date, nationality, id_number, mobile_phone, country, language,
                    consent_institution, consent_third_party, institution_said, third_party_said),
                    (select ?::text as by, ?::timestamptz as at) as told
                where c.organizer = ? and c.contact_id = n.contact_id and c.temporary and c.erased_at is null""", ps -> {
            ps.setArray(1, column(ps, "uuid", completed, contact -> contact.id().value()));
            int next = setDetails(ps, 2, completed, CompletedContact::details);
            ps.setString(next++, by);
            ps.setObject(next++, now.atOffset(ZoneOffset.UTC));
            ps.setString(next, organizer.value());
        });
    }

    void giveInternetAccount(OrganizerCode organizer, ContactId contact, Instant now) {
        jdbc.update(
                "update contact set internet_account = true, updated_at = ? where organizer = ? and contact_id = ?",
                now.atOffset(ZoneOffset.UTC),
                organizer.value(),
                contact.value());
    }

    /** Contacts by id, merges followed: by the id that was asked for. */
    Map<ContactId, Contact> byIds(OrganizerCode organizer, Collection<ContactId> ids) {
        Map<ContactId, Contact> found = new HashMap<>();
        // CASE and not COALESCE: row-level security lets only what cannot leak into an index condition, and PostgreSQL
        // counts COALESCE among what might; with it all contacts would be read
        jdbc.query(
                "select asked.contact_id, " + COLUMNS + """

                        from contact asked join contact c
                            on c.organizer = ? and c.contact_id
                                = case when asked.merged_into is null then asked.contact_id else asked.merged_into end
                        where asked.organizer = ? and asked.contact_id = any(?)""",
                ps -> {
                    ps.setString(1, organizer.value());
                    ps.setString(2, organizer.value());
                    ps.setArray(
                            3,
                            array(ps, "uuid", ids.stream().map(ContactId::value).toArray()));
                },
                rs -> {
                    found.put(new ContactId(rs.getObject(1, UUID.class)), contact(rs, 2));
                });
        return found;
    }

    /** Contacts as they are stored, merges not followed, in the order of their birth. */
    List<Contact> themselves(OrganizerCode organizer, Collection<ContactId> ids) {
        List<Contact> found = new ArrayList<>();
        jdbc.query(
                "select " + COLUMNS + " from contact c where c.organizer = ? and c.contact_id = any(?)"
                        + " order by c.created_at, c.contact_id",
                ps -> {
                    ps.setString(1, organizer.value());
                    ps.setArray(
                            2,
                            array(ps, "uuid", ids.stream().map(ContactId::value).toArray()));
                },
                rs -> {
                    found.add(contact(rs, 1));
                });
        return found;
    }

    /** Where the consents of a contact came from, merges not followed. */
    ConsentOrigins consentOrigins(OrganizerCode organizer, ContactId contact) {
        List<ConsentOrigins> found = jdbc.query(
                """
                select consent_institution_by, consent_institution_at, consent_third_party_by, consent_third_party_at
                from contact where organizer = ? and contact_id = ?""", (rs, row) -> new ConsentOrigins(origin(rs, 1), origin(rs, 3)), organizer.value(), contact.value());
        return found.isEmpty() ? new ConsentOrigins(null, null) : found.getFirst();
    }

    private static ConsentOrigins.@Nullable Origin origin(ResultSet rs, int first) throws SQLException {
        String by = rs.getString(first);
        return by == null ? null : new ConsentOrigins.Origin(by, required(rs, first + 1));
    }

    /** Contacts that are neither merged nor erased, in the order of their ids, which is that of their birth. */
    List<Contact> page(OrganizerCode organizer, @Nullable ContactId after, int limit) {
        return jdbc.query(
                "select " + COLUMNS + """

                        from contact c where c.organizer = ? and c.merged_into is null and c.erased_at is null
                            and c.contact_id > ?
                        order by c.contact_id limit ?""",
                (rs, row) -> contact(rs, 1),
                organizer.value(),
                after == null ? BEGINNING : after.value(),
                limit);
    }

    /** The number of the parameter after the last one. */
    private static <T> int setDetails(
            PreparedStatement ps, int first, List<T> rows, Function<T, @Nullable ContactDetails> detailsOf)
            throws SQLException {
        List<@Nullable ContactDetails> all = new ArrayList<>(rows.size());
        rows.forEach(row -> all.add(detailsOf.apply(row)));
        List<Function<ContactDetails, @Nullable Object>> texts = List.of(
                ContactDetails::title,
                ContactDetails::firstName,
                ContactDetails::lastName,
                ContactStore::birthDate,
                ContactDetails::nationality,
                ContactDetails::idNumber,
                ContactDetails::mobilePhone,
                ContactDetails::country,
                ContactDetails::language);
        int parameter = first;
        for (Function<ContactDetails, @Nullable Object> text : texts) {
            ps.setArray(parameter++, column(ps, "text", all, details -> details == null ? null : text.apply(details)));
        }
        List<Predicate<ContactDetails>> flags = List.of(
                ContactDetails::consentInstitution,
                ContactDetails::consentThirdParty,
                details -> details.institution().isSaid(),
                details -> details.thirdParty().isSaid());
        for (Predicate<ContactDetails> flag : flags) {
            ps.setArray(parameter++, column(ps, "boolean", all, details -> details != null && flag.test(details)));
        }
        return parameter;
    }

    private static @Nullable String birthDate(ContactDetails details) {
        LocalDate date = details.birthDate();
        return date == null ? null : date.toString();
    }

    private static <T extends @Nullable Object> Array column(
            PreparedStatement ps, String type, List<T> rows, Function<T, @Nullable Object> member) throws SQLException {
        @Nullable Object[] values = new Object[rows.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = member.apply(rows.get(i));
        }
        return array(ps, type, values);
    }

    private static Array array(PreparedStatement ps, String type, @Nullable Object[] values) throws SQLException {
        return ps.getConnection().createArrayOf(type, values);
    }

    static Contact contact(ResultSet rs, int first) throws SQLException {
        return new Contact(
                new ContactId(rs.getObject(first, UUID.class)),
                rs.getString(first + 1),
                rs.getString(first + 2),
                rs.getString(first + 3),
                rs.getString(first + 4),
                rs.getObject(first + 5, LocalDate.class),
                rs.getString(first + 6),
                rs.getString(first + 7),
                rs.getString(first + 8),
                rs.getString(first + 9),
                rs.getString(first + 10),
                rs.getBoolean(first + 11),
                rs.getBoolean(first + 12),
                rs.getBoolean(first + 13),
                rs.getBoolean(first + 14),
                instant(rs, first + 15),
                instant(rs, first + 16),
                required(rs, first + 17));
    }

    private static @Nullable Instant instant(ResultSet rs, int column) throws SQLException {
        OffsetDateTime time = rs.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    private static Instant required(ResultSet rs, int column) throws SQLException {
        return rs.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static @Nullable String text(@Nullable EmailAddress address) {
        return address == null ? null : address.text();
    }

    private static @Nullable String key(@Nullable EmailAddress address) {
        return address == null ? null : address.key();
    }
}
