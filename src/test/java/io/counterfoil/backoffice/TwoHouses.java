package io.counterfoil.backoffice;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.accounts.Role;
import io.counterfoil.database.TenantTables;
import io.counterfoil.kernel.OrganizerCode;
import io.counterfoil.organizers.Organizers;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * Two organizers: somebody administers ours, and asks for things of the other one by the ids that they really have. Of every kind of
 * thing that a path can name there is one of theirs, and its id here; a route that names another kind has no sample and fails.
 */
public final class TwoHouses {
    static final OrganizerCode THEIRS = new OrganizerCode("their-house");
    /** A word in all that the other organizer has to hide, in any case. */
    private static final String SECRET = "geheimnis";

    private static final Pattern VARIABLE = Pattern.compile("([a-z-]+)?/\\{(\\w+)}");
    private static final Pattern KIND = Pattern.compile("<([a-z-]+)>");

    /** What the variable of a path stands for, by the word before it. */
    private static final Map<String, String> KINDS = Map.ofEntries(
            entry("contacts/{id}", "contact"),
            entry("tickets/{ticketId}", "ticket"),
            entry("distributions/{id}", "line"),
            entry("cases/{number}", "case"),
            entry("entries/{entry}", "entry"),
            entry("files/{number}", "first"),
            entry("attachments/{number}", "first"),
            entry("answers/{id}", "answer"),
            entry("canned-answers/{id}", "answer"),
            entry("capture-rules/{code}", "rule"),
            entry("suppliers/{code}", "supplier"),
            entry("mailboxes/{code}", "mailbox"),
            entry("mailboxes/{mailbox}", "mailbox"),
            entry("brand/{language}", "language"),
            entry("templates/{event}", "template"),
            entry("/{language}", "language"),
            entry("mails/{id}", "mail"),
            entry("messages/{id}", "mail"),
            entry("held-messages/{id}", "mail"),
            entry("interfaces/{code}", "interface"),
            entry("functions/{function}", "function"),
            entry("runs/{run}", "run"),
            entry("quarantine/{id}", "held"),
            entry("bulk/{job}", "job"),
            entry("users/{id}", "account"),
            entry("users/{login}", "login"),
            entry("tokens/{id}", "token"),
            entry("sessions/{handle}", "session"));

    /** Where the id of a kind stands; the one of the organizer that is asked for. */
    private static final Map<String, String> IDS = Map.ofEntries(
            entry("organizer", "select code from organizer where code = ?"),
            entry("contact", "select min(contact_id::text) from contact where organizer = ? and email like '%anna@%'"),
            entry("ticket", "select min(ticket_id) from ticket where organizer = ?"),
            entry("event", "select min(event_id) from event where organizer = ?"),
            entry("line", "select min(distribution_id::text) from distribution where organizer = ? and position = 1"),
            entry("case", "select min(number)::text from support_case where organizer = ?"),
            entry("entry", "select min(entry_id::text) from case_file where organizer = ?"),
            entry("answer", "select min(answer_id::text) from canned_answer where organizer = ?"),
            entry("rule", "select min(code) from capture_rule where organizer = ?"),
            entry("supplier", "select min(code) from supplier where organizer = ?"),
            entry("mailbox", "select min(code) from mailbox where organizer = ?"),
            entry("mail", "select min(mail_id::text) from held_mail where organizer = ? and state = 'HELD'"),
            entry("interface", "select min(code) from interface where organizer = ?"),
            entry("run", "select min(run_id::text) from run where organizer = ?"),
            entry(
                    "held",
                    "select min(held_id::text) from held_entry where organizer = ? and reason = 'UNKNOWN_TICKET'"),
            entry("job", "select min(job_id::text) from bulk_job where organizer = ?"),
            entry("address", "select min(address) from blocked_sender where organizer = ?"),
            entry("account", "select min(account_id::text) from account_role where for_organizer = ?"),
            entry(
                    "login",
                    "select min(login) from account join account_role using (account_id) where for_organizer = ?"),
            entry("session", """
                    select min(substr(encode(sha256(convert_to('session ' || s.session_id, 'UTF8')), 'hex'), 1, 32))
                    from web_session s join account_role r on r.account_id::text = s.principal_name
                    where r.for_organizer = ?"""),
            entry("token", "select min(token_id::text) from api_token where organizers = array[?]::text[]"),
            entry("email", "select min(email) from contact where organizer = ? and email like '%anna@%'"));

    /** What is the same for everybody. */
    private static final Map<String, String> SAME =
            Map.of("function", "external-printing", "language", "en", "template", "agent-reply", "first", "1");

    private final ApplicationContext context;
    private final int port;
    private final OrganizerCode ours;
    private final JdbcTemplate owner;
    private final TenantTables tables;
    private final Map<String, String> known = new HashMap<>();

    private TwoHouses(ApplicationContext context, int port, OrganizerCode ours) {
        this.context = context;
        this.port = port;
        this.ours = ours;
        String url = Objects.requireNonNull(context.getEnvironment().getProperty("spring.datasource.url"));
        var database = new DriverManagerDataSource(url, "postgres", "");
        this.owner = new JdbcTemplate(database);
        this.tables = new TenantTables(database);
    }

    /**
     * Both, made the first time that somebody asks.
     *
     * @param ours code of the organizer that the asker administers: one for each class, as what is made there stays
     */
    public static TwoHouses in(ApplicationContext context, int port, String ours) {
        TwoHouses houses = new TwoHouses(context, port, new OrganizerCode(ours));
        houses.build();
        return houses;
    }

    /** Code of the organizer that the asker administers. */
    public String ours() {
        return ours.value();
    }

    /** Code of the other one. */
    public String theirs() {
        return THEIRS.value();
    }

    /**
     * A request, path and fields or body in one text, with an id of theirs.
     *
     * @param nobodys the same with an id that nobody has: it is to be answered alike
     */
    public record Ask(String theirs, String nobodys) {}

    /**
     * What is to be asked: each id of theirs by itself, among our own.
     *
     * @param request with names of kinds in pointed brackets
     */
    public List<Ask> asks(String request) {
        List<String> kinds =
                KIND.matcher(request).results().map(found -> found.group(1)).toList();
        List<Ask> asks = new ArrayList<>();
        for (int i = 0; i < kinds.size(); i++) {
            if (!isSame(kinds.get(i))) {
                asks.add(ask(request, i));
            }
        }
        return asks;
    }

    /** @param which the place of the id of theirs */
    private Ask ask(String request, int which) {
        StringBuilder theirs = new StringBuilder();
        StringBuilder nobodys = new StringBuilder();
        Matcher kind = KIND.matcher(request);
        for (int i = 0, from = 0; ; i++) {
            boolean found = kind.find();
            String between = request.substring(from, found ? kind.start() : request.length());
            theirs.append(between);
            nobodys.append(between);
            if (!found) {
                return new Ask(theirs.toString(), nobodys.toString());
            }
            from = kind.end();
            String name = kind.group(1);
            theirs.append(i == which ? id(name, THEIRS) : own(name, ours));
            nobodys.append(i == which ? nobodys(name) : own(name, ours));
        }
    }

    /** The request with our own ids. */
    public String asWeAsk(String request) {
        return KIND.matcher(request).replaceAll(kind -> own(kind.group(1), ours));
    }

    /** A route's path, with the names of kinds where its variables stand. */
    public static String path(String route) {
        return VARIABLE.matcher(route.replace("{organizer}", "<ours>")).replaceAll(variable -> {
            String before = variable.group(1) == null ? "" : variable.group(1);
            String kind = KINDS.get(before + "/{" + variable.group(2) + "}");
            assertThat(kind)
                    .as("a sample of another organizer for %s in %s: name one in TwoHouses", variable.group(), route)
                    .isNotNull();
            return before + "/<" + kind + ">";
        });
    }

    /** The request as the other organizer's own people send it. */
    public String asTheyAsk(String request) {
        return KIND.matcher(request).replaceAll(kind -> own(kind.group(1), THEIRS));
    }

    /** An answer with nobody's ids where theirs were asked for. */
    public String plain(String answer) {
        String plain = answer;
        for (String kind : IDS.keySet()) {
            plain = plain.replace(id(kind, THEIRS), nobodys(kind));
        }
        return plain;
    }

    /** Refuses an answer that tells something of theirs; what was asked for may stand there as it was asked. */
    public void assertNothingOfTheirs(String answer, String asked) {
        assertThat(plain(answer).toLowerCase(Locale.ROOT)).as(asked).doesNotContain(SECRET);
    }

    /** All that they have, in fingerprints by table, their people and tokens too. */
    public SortedMap<String, String> fingerprints() {
        SortedMap<String, String> found = tables.fingerprints(THEIRS);
        Map.of(
                        "account", "account_id::text = '" + id("account", THEIRS) + "'",
                        "account_role", "for_organizer = '" + THEIRS + "'",
                        "account_link", "account_id::text = '" + id("account", THEIRS) + "'",
                        "api_token", "'" + THEIRS + "' = any (organizers)",
                        "web_session", "principal_name = '" + id("account", THEIRS) + "'")
                .forEach((table, where) -> found.put(
                        table,
                        String.valueOf(owner.queryForObject(
                                "select count(*) || ' rows ' || md5(string_agg(t::text, ' ' order by t::text)) from "
                                        + table + " t where " + where,
                                String.class))));
        return found;
    }

    /** Somebody who administers an organizer and nothing else, signed in. */
    Browser administrator(OrganizerCode organizer) {
        return new ScreensWorld(context, port, organizer.value()).as(Role.ADMINISTRATOR, "head");
    }

    private static boolean isSame(String kind) {
        return kind.equals("ours") || SAME.containsKey(kind);
    }

    /** @param organizer who asks */
    private String own(String kind, OrganizerCode organizer) {
        return kind.equals("ours") ? organizer.value() : SAME.containsKey(kind) ? SAME.get(kind) : id(kind, organizer);
    }

    private String id(String kind, OrganizerCode organizer) {
        return known.computeIfAbsent(kind + " of " + organizer, which -> lookUp(kind, organizer));
    }

    private String lookUp(String kind, OrganizerCode organizer) {
        String sql = Objects.requireNonNull(IDS.get(kind), kind);
        String id = owner.queryForObject(sql, String.class, organizer.value());
        return Objects.requireNonNull(id, () -> "there is no " + kind + " of " + organizer);
    }

    private static String nobodys(String kind) {
        return switch (kind) {
            case "case" -> "9999";
            case "ticket" -> "NO-1";
            case "event" -> "NO-E";
            case "rule", "supplier", "mailbox", "interface", "organizer" -> "no-" + kind;
            case "address", "email" -> "nobody@nowhere.example";
            case "login" -> "nobody";
            default -> "01890000-0000-7000-8000-000000000000";
        };
    }

    private void build() {
        Organizers organizers = context.getBean(Organizers.class);
        if (organizers.find(ours).isEmpty()) {
            organizers.create(ours, "Ours", "test");
            new FurnishedHouse(context, port, ours, "OUR", ours.value()).furnish();
        }
        if (organizers.find(THEIRS).isEmpty()) {
            organizers.create(THEIRS, SECRET + " & Sons", "test");
            // so that no number of a case is theirs and ours
            owner.update("insert into case_counter (organizer, last_number) values (?, 7000)", THEIRS.value());
            new FurnishedHouse(context, port, THEIRS, "THEIR", SECRET).furnish();
        }
    }
}
