package io.counterfoil.backoffice;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.accounts.Role;
import io.counterfoil.api.ApiServer;
import io.counterfoil.backoffice.Browser.Page;
import io.counterfoil.organizers.Organizers;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

@ApiServer
class JournalPagesTest {
    private final ScreensWorld world;
    private final JdbcTemplate owner;
    private final Organizers organizers;

    JournalPagesTest(@Autowired ApplicationContext context, @LocalServerPort int port) {
        this.world = new ScreensWorld(context, port, "proof");
        this.organizers = context.getBean(Organizers.class);
        this.owner = new JdbcTemplate(new DriverManagerDataSource(
                context.getEnvironment().getProperty("spring.datasource.url", ""), "postgres", ""));
    }

    @Test
    void aJournalThatSomebodyAlteredNamesItsFirstBrokenLine() {
        for (int days = 31; days < 36; days++) {
            organizers.change(world.organizer, "Opera", "Europe/Paris", "en", days, "user:ada");
        }
        Browser viewer = world.as(Role.VIEWER);
        Page journal = viewer.get(world.base() + "/journal");
        String last = owner.queryForObject(
                "select max(seq)::text from journal where organizer = ?", String.class, world.organizer.value());
        assertThat(checked(viewer)).contains("All " + last + " lines are as they were written.");

        Page head = viewer.get(world.base() + "/journal/head");
        assertThat(head.header("Content-Disposition")).contains("attachment", "journal-proof-" + last + ".json");
        String hash = owner.queryForObject(
                "select encode(journal_hash, 'hex') from organizer_head where organizer = ?",
                String.class,
                world.organizer.value());
        assertThat(head.html()).contains("\"organizer\":\"proof\"", "\"seq\":" + last, "\"hash\":\"" + hash + "\"");
        assertThat(journal.text()).contains(hash);

        alter(viewer, 3, "actor", "user:eve");
        alter(viewer, 4, "body", "{}");
        alter(viewer, 5, "at", "2026-01-01T00:00:00Z");
        alter(viewer, 2, "seq", "100");
        owner.update("delete from journal where organizer = ? and seq >= 4", world.organizer.value());
        assertThat(checked(viewer)).as("lines cut off at the end").contains("line 4 is the first that does not fit");
    }

    /** Alters a line, looks whether that is seen, and makes it whole again. */
    private void alter(Browser viewer, long seq, String column, String value) {
        String which = " where organizer = 'proof' and seq = ";
        String type = column.equals("at") ? "timestamptz" : column.equals("seq") ? "bigint" : "text";
        String set = "update journal set " + column + " = ?::" + type + which;
        String before = owner.queryForObject("select " + column + "::text from journal" + which + seq, String.class);
        owner.update(set + seq, value);
        assertThat(checked(viewer))
                .as(column)
                .contains("Somebody has altered the journal: line " + seq + " is the first that does not fit.");
        owner.update(set + (column.equals("seq") ? value : seq), before);
        assertThat(checked(viewer)).as(column).contains("lines are as they were written");
    }

    private String checked(Browser viewer) {
        return viewer.post(world.base() + "/journal/check").text();
    }

    @Test
    void aChangeOfACaseStandsInTheJournalWithWhatWasBeforeAndWhatIsAfter() {
        Browser agent = world.as(Role.AGENT, "ada");
        agent.get(world.base() + "/cases/new");
        Page made = agent.post(
                world.base() + "/cases/new",
                "channel",
                "PHONE",
                "type",
                "REQUEST",
                "priority",
                "NORMAL",
                "subject",
                "Lost phone");
        String number = made.path().replaceAll(".*/", "");
        agent.post(made.path() + "/change", "priority", "HIGH", "state", "WAITING");

        String journal =
                agent.get(world.base() + "/journal?entity=case&id=" + number).text();

        assertThat(journal)
                .contains(
                        "user:ada.proof case " + number + " changed",
                        "{\"before\":{\"state\":\"NEW\",\"priority\":\"NORMAL\"},"
                                + "\"after\":{\"state\":\"WAITING\",\"priority\":\"HIGH\"}}");
    }
}
