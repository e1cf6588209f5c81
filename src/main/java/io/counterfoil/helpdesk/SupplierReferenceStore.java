package io.counterfoil.helpdesk;

import io.counterfoil.kernel.CaseNumber;
import io.counterfoil.kernel.OrganizerCode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** SQL of suppliers' references. */
final class SupplierReferenceStore {
    private final JdbcClient jdbc;

    SupplierReferenceStore(DataSource dataSource) {
        this.jdbc = JdbcClient.create(dataSource);
    }

    Optional<TextFinder> finder(OrganizerCode organizer, String supplier) {
        return jdbc.sql("select kind, first, second from supplier_mark where organizer = ? and supplier = ?")
                .param(organizer.value())
                .param(supplier)
                .query((rs, row) ->
                        new TextFinder(TextFinder.Kind.valueOf(rs.getString(1)), rs.getString(2), rs.getString(3)))
                .optional();
    }

    /** How a supplier marks his references. */
    record Mark(String supplier, TextFinder finder) {}

    /**
     * The mark of the supplier with an address; an address of its own goes before its domain.
     *
     * @param key of the address
     */
    Optional<Mark> markOf(OrganizerCode organizer, String key) {
        return jdbc.sql("""
                select supplier, kind, first, second from supplier_mark where organizer = ? and supplier = (
                    select supplier from supplier_address where organizer = ? and address in (?, ?)
                    order by length(address) desc limit 1)""")
                .param(organizer.value())
                .param(organizer.value())
                .param(key)
                .param(key.substring(key.lastIndexOf('@') + 1))
                .query((rs, row) -> new Mark(
                        rs.getString(1),
                        new TextFinder(TextFinder.Kind.valueOf(rs.getString(2)), rs.getString(3), rs.getString(4))))
                .optional();
    }

    /** @param finder null: none */
    void save(OrganizerCode organizer, String supplier, @Nullable TextFinder finder) {
        if (finder == null) {
            jdbc.sql("delete from supplier_mark where organizer = ? and supplier = ?")
                    .param(organizer.value())
                    .param(supplier)
                    .update();
            return;
        }
        jdbc.sql("""
                insert into supplier_mark (organizer, supplier, kind, first, second) values (?, ?, ?, ?, ?)
                on conflict (organizer, supplier) do update set kind = excluded.kind, first = excluded.first,
                    second = excluded.second""")
                .param(organizer.value())
                .param(supplier)
                .param(finder.kind().name())
                .param(finder.first())
                .param(finder.second())
                .update();
    }

    Optional<CaseNumber> caseOf(OrganizerCode organizer, String supplier, String key) {
        return jdbc.sql("""
                select coalesce(c.merged_into, c.number) from supplier_reference r
                join support_case c on c.organizer = r.organizer and c.number = r.number
                where r.organizer = ? and r.supplier = ? and r.reference_key = ?""")
                .param(organizer.value())
                .param(supplier)
                .param(key)
                .query((rs, row) -> new CaseNumber(rs.getLong(1)))
                .optional();
    }

    void remember(OrganizerCode organizer, String supplier, String key, CaseNumber number, Instant now) {
        jdbc.sql("""
                insert into supplier_reference (organizer, supplier, reference_key, number, at) values (?, ?, ?, ?, ?)
                on conflict (organizer, supplier, reference_key) do update set number = excluded.number, at = excluded.at
                where supplier_reference.number <> excluded.number""")
                .param(organizer.value())
                .param(supplier)
                .param(key)
                .param(number.value())
                .param(now.atOffset(ZoneOffset.UTC))
                .update();
    }
}
