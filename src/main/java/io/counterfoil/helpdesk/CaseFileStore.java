package io.counterfoil.helpdesk;

import io.counterfoil.kernel.OrganizerCode;
import io.counterfoil.mail.OutgoingFile;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** SQL of files that agents put beside what they write. */
final class CaseFileStore {
    private final JdbcTemplate jdbc;

    CaseFileStore(DataSource dataSource) {
        this.jdbc = new JdbcTemplate(dataSource);
    }

    /** One statement each, so that no more than one file is in memory twice. */
    void add(OrganizerCode organizer, UUID entry, List<OutgoingFile> files) {
        for (int i = 0; i < files.size(); i++) {
            OutgoingFile file = files.get(i);
            jdbc.update(
                    """
                    insert into case_file (organizer, entry_id, number, filename, content_type, size, content)
                    values (?, ?, ?, ?, ?, ?, ?)""",
                    organizer.value(),
                    entry,
                    i + 1,
                    file.filename(),
                    file.contentType(),
                    file.content().length,
                    file.content());
        }
    }

    Map<UUID, List<CaseFiles.Listed>> list(OrganizerCode organizer, Collection<UUID> entries) {
        record Row(UUID entry, CaseFiles.Listed file) {}
        return jdbc
                .query(
                        """
                        select entry_id, number, filename, size from case_file
                        where organizer = ? and entry_id = any(?::uuid[]) order by entry_id, number""",
                        (rs, row) -> new Row(
                                rs.getObject(1, UUID.class),
                                new CaseFiles.Listed(rs.getInt(2), rs.getString(3), rs.getLong(4))),
                        organizer.value(),
                        entries.toArray(UUID[]::new))
                .stream()
                .collect(Collectors.groupingBy(Row::entry, Collectors.mapping(Row::file, Collectors.toList())));
    }

    Optional<OutgoingFile> find(OrganizerCode organizer, UUID entry, int number) {
        return jdbc
                .query(
                        """
                        select filename, content_type, content from case_file
                        where organizer = ? and entry_id = ? and number = ?""",
                        (rs, row) -> new OutgoingFile(rs.getString(1), rs.getString(2), rs.getBytes(3)),
                        organizer.value(),
                        entry,
                        number)
                .stream()
                .findFirst();
    }
}
