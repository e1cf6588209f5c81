package io.counterfoil.sync;

import io.counterfoil.contacts.ContactTraces;
import io.counterfoil.kernel.ContactId;
import io.counterfoil.kernel.EmailAddress;
import io.counterfoil.kernel.OrganizerCode;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What held entries keep of a person: raw bytes. An entry that names an erased person can't be replayed without making him
 * known again, so it is discarded with its bytes.
 */
final class HeldTraces implements ContactTraces {
    private static final JsonMapper JSON = new JsonMapper();

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
            Stream.of(address.text(), address.key(), address.text().toLowerCase(Locale.ROOT))
                    .distinct()
                    .forEach(spelling -> erase(organizer, address, spelling));
        }
    }

    private void erase(OrganizerCode organizer, EmailAddress address, String spelling) {
        List<UUID> naming = jdbc
                .query(
                        "select held_id, raw from held_entry where organizer = ? and position(?::bytea in raw) > 0",
                        (rs, row) -> names(rs.getBytes(2), address)
                                ? Optional.of(rs.getObject(1, UUID.class))
                                : Optional.<UUID>empty(),
                        organizer.value(),
                        spelling.getBytes(StandardCharsets.UTF_8))
                .stream()
                .flatMap(Optional::stream)
                .toList();
        jdbc.update("""
                update held_entry set raw = '\\x7b7d', detail = 'erased with the person whom it named',
                    state = case when state = 'OPEN' then 'DISCARDED' else state end
                where organizer = ? and held_id = any(?::uuid[])""", organizer.value(), naming.toArray(UUID[]::new));
    }

    /** Whether an entry names the person and not only somebody whose address holds his; in doubt it does. */
    private static boolean names(byte[] raw, EmailAddress address) {
        try {
            return names(JSON.readTree(raw), address);
        } catch (JacksonException noJson) {
            return true;
        }
    }

    private static boolean names(JsonNode node, EmailAddress address) {
        if (node.isString()) {
            return EmailAddress.parse(node.asString())
                    .map(named -> named.key().equals(address.key()))
                    // a text around it, such as a reason
                    .orElseGet(() -> node.asString().contains(address.text()));
        }
        return node.valueStream().anyMatch(member -> names(member, address));
    }
}
