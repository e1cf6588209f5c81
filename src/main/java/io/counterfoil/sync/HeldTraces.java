package io.counterfoil.sync;

import io.counterfoil.contacts.ContactTraces;
import io.counterfoil.kernel.ContactId;
import io.counterfoil.kernel.EmailAddress;
import io.counterfoil.kernel.OrganizerCode;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * What held entries keep of a person: raw bytes. An entry that names an erased person can't be replayed without making him
 * known again, so it is discarded with its bytes.
 */
final class HeldTraces implements ContactTraces {
    private final JdbcTemplate jdbc;

    HeldTraces(DataSource dataSource) {
        this.jdbc = new JdbcTemplate(dataSource);
    }

    @Override
    public void erase(
            OrganizerCode organizer,
            Set<ContactId> contacts,
            Collection<EmailAddress> addresses,
            EmailAddress standIn) {
        for (EmailAddress address : addresses) {
            for (String spelling :
                    Set.of(address.text(), address.key(), address.text().toLowerCase(Locale.ROOT))) {
                jdbc.update("""
                        update held_entry set raw = '\\x7b7d', detail = 'erased with the person whom it named',
                            state = case when state = 'OPEN' then 'DISCARDED' else state end
                        where organizer = ? and position(?::bytea in raw) > 0""", organizer.value(), spelling.getBytes(StandardCharsets.UTF_8));
            }
        }
    }
}
