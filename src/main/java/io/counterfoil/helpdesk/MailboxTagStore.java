package io.counterfoil.helpdesk;

import io.counterfoil.helpdesk.MailboxTags.MailboxTag;
import io.counterfoil.kernel.OrganizerCode;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** SQL of ID tags. */
final class MailboxTagStore {
    private final JdbcClient jdbc;

    MailboxTagStore(DataSource dataSource) {
        this.jdbc = JdbcClient.create(dataSource);
    }

    List<MailboxTag> all(OrganizerCode organizer) {
        return jdbc.sql("""
                select mailbox, start_tag, end_tag, since, retired_at from mailbox_tag where organizer = ?
                order by retired_at is not null, mailbox, since""")
                .param(organizer.value())
                .query((rs, row) -> {
                    OffsetDateTime retired = rs.getObject(5, OffsetDateTime.class);
                    return new MailboxTag(
                            rs.getString(1),
                            new IdTag(rs.getString(2), rs.getString(3)),
                            rs.getObject(4, OffsetDateTime.class).toInstant(),
                            retired == null ? null : retired.toInstant());
                })
                .list();
    }

    void retire(OrganizerCode organizer, String mailbox, Instant now) {
        jdbc.sql("update mailbox_tag set retired_at = ? where organizer = ? and mailbox = ? and retired_at is null")
                .param(now.atOffset(ZoneOffset.UTC))
                .param(organizer.value())
                .param(mailbox)
                .update();
    }

    /** One that the mailbox had before is its own again. */
    void add(OrganizerCode organizer, String mailbox, IdTag tag, Instant now) {
        jdbc.sql("""
                insert into mailbox_tag (organizer, mailbox, start_tag, end_tag, since) values (?, ?, ?, ?, ?)
                on conflict (organizer, mailbox, start_tag, end_tag)
                    do update set since = excluded.since, retired_at = null""")
                .param(organizer.value())
                .param(mailbox)
                .param(tag.start())
                .param(tag.end())
                .param(now.atOffset(ZoneOffset.UTC))
                .update();
    }

    /** The first thing that a look finds in the subjects of all mails and cases, some at a time. */
    <T> Optional<T> firstInSubjects(OrganizerCode organizer, int atOnce, Function<List<String>, Optional<T>> look) {
        UUID last = new UUID(0, 0);
        List<Subject> page;
        do {
            page = jdbc.sql("""
                    select mail_id, subject from mail_verdict where organizer = ? and mail_id > ?
                    order by mail_id limit ?""")
                    .param(organizer.value())
                    .param(last)
                    .param(atOnce)
                    .query((rs, row) -> new Subject(rs.getObject(1, UUID.class), rs.getString(2)))
                    .list();
            Optional<T> found = look.apply(page.stream().map(Subject::text).toList());
            if (found.isPresent()) {
                return found;
            }
            last = page.isEmpty() ? last : page.getLast().mail();
        } while (page.size() == atOnce);
        long number = 0;
        List<String> cases;
        do {
            cases = jdbc.sql("""
                    select subject from support_case where organizer = ? and number > ? and number <= ?
                    order by number""")
                    .param(organizer.value())
                    .param(number)
                    .param(number + atOnce)
                    .query((rs, row) -> rs.getString(1))
                    .list();
            Optional<T> found = look.apply(cases);
            if (found.isPresent()) {
                return found;
            }
            number += atOnce;
        } while (!cases.isEmpty());
        return Optional.empty();
    }

    private record Subject(UUID mail, String text) {}
}
