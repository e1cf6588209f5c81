package io.counterfoil.helpdesk;

import io.counterfoil.kernel.OrganizerCode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** SQL of suppliers. */
final class SupplierStore {
    private static final String SELECT = """
            select s.code, s.name, s.created_at, s.updated_at,
                array(select a.address from supplier_address a
                    where a.organizer = s.organizer and a.supplier = s.code order by a.address)
            from supplier s where s.organizer = ?
            """;

    private final JdbcClient jdbc;

    SupplierStore(DataSource dataSource) {
        this.jdbc = JdbcClient.create(dataSource);
    }

    Optional<Supplier> find(OrganizerCode organizer, String code) {
        return jdbc.sql(SELECT + " and s.code = ?")
                .param(organizer.value())
                .param(code)
                .query((rs, row) -> supplier(rs))
                .optional();
    }

    List<Supplier> list(OrganizerCode organizer) {
        return jdbc.sql(SELECT + " order by s.code collate \"C\"")
                .param(organizer.value())
                .query((rs, row) -> supplier(rs))
                .list();
    }

    void save(OrganizerCode organizer, Supplier supplier, List<String> addresses) {
        jdbc.sql("""
                insert into supplier (organizer, code, name, created_at, updated_at) values (?, ?, ?, ?, ?)
                on conflict (organizer, code) do update set name = excluded.name, updated_at = excluded.updated_at""")
                .param(organizer.value())
                .param(supplier.code())
                .param(supplier.name())
                .param(supplier.createdAt().atOffset(ZoneOffset.UTC))
                .param(supplier.updatedAt().atOffset(ZoneOffset.UTC))
                .update();
        jdbc.sql("delete from supplier_address where organizer = ? and supplier = ?")
                .param(organizer.value())
                .param(supplier.code())
                .update();
        jdbc.sql("""
                insert into supplier_address (organizer, address, supplier)
                select ?, address, ? from unnest(?::text[]) as given (address)""")
                .param(organizer.value())
                .param(supplier.code())
                .param(addresses.toArray(String[]::new))
                .update();
    }

    /** With its addresses, marks and references; cases keep its code. */
    boolean remove(OrganizerCode organizer, String code) {
        return jdbc.sql("delete from supplier where organizer = ? and code = ?")
                        .param(organizer.value())
                        .param(code)
                        .update()
                == 1;
    }

    private static Supplier supplier(ResultSet rs) throws SQLException {
        List<String> all = Arrays.asList((String[]) rs.getArray(5).getArray());
        return new Supplier(
                rs.getString(1),
                rs.getString(2),
                all.stream().filter(address -> address.indexOf('@') >= 0).toList(),
                all.stream().filter(address -> address.indexOf('@') < 0).toList(),
                rs.getObject(3, OffsetDateTime.class).toInstant(),
                rs.getObject(4, OffsetDateTime.class).toInstant());
    }
}
