package io.counterfoil.simulation;

import io.counterfoil.kernel.EmailAddress;
import io.counterfoil.kernel.OrganizerCode;
import io.counterfoil.reference.EntryJson;
import io.counterfoil.reference.LifeStep;
import io.counterfoil.reference.TicketLives.KnownBefore;
import java.time.ZoneOffset;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** What made-up lives begin with, put into a database. */
public final class Preparation {
    private Preparation() {}

    /**
     * Stores a contact behind the application's back: merged addresses and temporary contacts are not what its forms make.
     *
     * @param owner connections that row-level security does not bind
     */
    public static void insert(DataSource owner, OrganizerCode organizer, UUID id, KnownBefore known) {
        JdbcTemplate jdbc = new JdbcTemplate(owner);
        var profile = known.profile();
        jdbc.update(
                """
                insert into contact (organizer, contact_id, email, email_key, title, first_name, last_name, birth_date, nationality,
                    id_number, mobile_phone, country, language, consent_institution, consent_third_party, temporary,
                    internet_account, created_at, updated_at)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
                organizer.value(),
                id,
                known.addresses().getFirst(),
                key(known.addresses().getFirst()),
                profile.title(),
                profile.firstName(),
                profile.lastName(),
                profile.birthDate(),
                profile.nationality(),
                profile.idNumber(),
                profile.mobilePhone(),
                profile.country(),
                profile.language(),
                profile.institution(),
                profile.thirdParty(),
                known.temporary(),
                known.internetAccount(),
                known.createdAt().atOffset(ZoneOffset.UTC),
                known.createdAt().atOffset(ZoneOffset.UTC));
        for (String further : known.addresses().subList(1, known.addresses().size())) {
            jdbc.update(
                    "insert into contact_address (organizer, email_key, contact_id, email, added_at) values (?, ?, ?, ?, ?)",
                    organizer.value(),
                    key(further),
                    id,
                    further,
                    known.createdAt().atOffset(ZoneOffset.UTC));
        }
    }

    /** The line of an import file that says what the step says. */
    public static String importLine(LifeStep.Import row) {
        StringBuilder json = new StringBuilder("{\"ticketId\":")
                .append(EntryJson.quoted(row.ticketId()))
                .append(",\"organization\":\"box-office\",\"state\":\"PRINTED\"");
        if (row.named() != null) {
            json.append(",\"culturalContact\":{\"email\":")
                    .append(EntryJson.quoted(row.named().email()));
            name(json, "firstName", row.named().firstName());
            name(json, "lastName", row.named().lastName());
            json.append("}");
        }
        return json.append("}\n").toString();
    }

    private static void name(StringBuilder json, String member, @Nullable String name) {
        if (name != null) {
            json.append(",\"").append(member).append("\":").append(EntryJson.quoted(name));
        }
    }

    private static String key(String address) {
        return EmailAddress.parse(address).orElseThrow().key();
    }
}
