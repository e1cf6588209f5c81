package io.counterfoil.backoffice;

import static io.counterfoil.backoffice.ScreensWorld.entry;
import static io.counterfoil.backoffice.ScreensWorld.transfer;

import io.counterfoil.accounts.Account;
import io.counterfoil.accounts.AccountLinks;
import io.counterfoil.accounts.Accounts;
import io.counterfoil.accounts.Language;
import io.counterfoil.accounts.NewAccount;
import io.counterfoil.accounts.Role;
import io.counterfoil.browser.FirstDay;
import io.counterfoil.runs.Run;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.context.ApplicationContext;

/** The pages that {@link ScreenshotsIT} looks at, by the names of their pictures, and something on each. */
final class ShownPages {
    /** Addresses that are no page to look at here, and why. */
    private static final Map<String, String> EXCEPTIONS = Map.ofEntries(
            Map.entry("/journal/head", "a file"),
            Map.entry("/o/{organizer}/journal/head", "a file"),
            Map.entry("/o/{organizer}/tickets.csv", "a file"),
            Map.entry("/o/{organizer}/contacts.csv", "a file"),
            Map.entry("/o/{organizer}/event/tickets.csv", "a file"),
            Map.entry("/o/{organizer}/contacts/{id}/export", "a file"),
            Map.entry("/o/{organizer}/entries/{entry}/files/{number}", "a file"),
            Map.entry("/o/{organizer}/mails/{id}/attachments/{number}", "a file"),
            Map.entry("/o/{organizer}/mails/{id}/raw", "a file"),
            Map.entry("/o/{organizer}/mails/{id}/view", "a frame within the page of the mail"),
            Map.entry("/o/{organizer}/runs/{run}/progress", "a piece of the page of the run"),
            Map.entry("/o/{organizer}/bulk/{job}/progress", "a piece of the page of the job"),
            Map.entry("/o/{organizer}/ticket/holder", "a piece of the page of the ticket"),
            Map.entry("/o/{organizer}/cases/{number}/answers/{id}", "a text for a field of the case"));

    final ScreensWorld world;
    final Account somebody;
    private final ApplicationContext context;
    private final int port;
    private final Run run;
    private final Run dryRun;

    ShownPages(ApplicationContext context, int port) {
        this.context = context;
        this.port = port;
        this.world = new ScreensWorld(context, port, "shots");
        this.somebody = new PeopleWorld(context, port).somebody(Role.VIEWER);
        world.tickets(30);
        this.dryRun = world.dryRun(
                "main",
                accepted("T-005", 1, "t5", "anna5@example.org", "fay@example.org"),
                entry("T-405", 2, "DOWNLOADED", "x@example.org", ""));
        this.run = world.run(
                "main",
                accepted("T-001", 1, "t1", "anna1@example.org", "ben@example.org"),
                offered("PENDING_TRANSFER", 2, "t2", "ben@example.org", "cleo@example.org"),
                offered("FAILURE_TRANSFER", 3, "t2", "ben@example.org", "cleo@example.org"),
                entry("T-001", 4, "DOWNLOADED", "dora@example.org", ""),
                offered("PENDING_TRANSFER", 5, "t3", "dora@example.org", "emil@example.org"),
                entry("T-404", 6, "DOWNLOADED", "x@example.org", ""));
        world.waitingWork();
        new DeskWorld(context, world.organizer).week();
        DeskSettingsWorld.in(context, world.organizer);
    }

    private static String accepted(String ticket, int sequence, String id, String from, String to) {
        return entry(ticket, sequence, "TRANSFERRED", to, transfer(id, from, to));
    }

    private static String offered(String status, int sequence, String id, String from, String to) {
        return entry("T-001", sequence, status, from, transfer(id, from, to));
    }

    static Map<String, String> exceptions() {
        Map<String, String> exceptions = new TreeMap<>(EXCEPTIONS);
        FirstDay.PAGES.forEach(page -> exceptions.put(page, "shown on the first day"));
        return exceptions;
    }

    /** Whoever is not signed in reaches these. */
    Map<String, String> ofVisitors() {
        AccountLinks links = context.getBean(AccountLinks.class);
        Account invited = context.getBean(Accounts.class)
                .create(
                        NewAccount.of(null, "new." + world.organizer + "@example.org", "Zoé", Language.EN, false),
                        Map.of(world.organizer, Role.AGENT),
                        PeopleWorld.ALL);
        Map<String, String> pages = new LinkedHashMap<>();
        pages.put("sign-in", "/sign-in");
        pages.put("forgotten-without-mail", "/sign-in/forgotten");
        pages.put("choose-password", links.reset(somebody, PeopleWorld.ALL));
        pages.put("invitation", links.invite(invited, PeopleWorld.ALL).orElseThrow());
        pages.put("link-over", "/reset/used");
        return pages;
    }

    /** Whoever administers the installation reaches all. */
    Map<String, String> ofAdministrators() {
        Browser links = world.asAdministratorOfAll();
        Map<String, String> pages = new LinkedHashMap<>();
        pages.put("home", world.base());
        lists(pages);
        cases(pages, links);
        settings(pages, links);
        tickets(pages, links);
        interfaces(pages, links);
        pages.put("account", "/account");
        pages.put("second-factor", "/account/second-factor");
        pages.put("users", "/users");
        pages.put("user-new", "/users/new");
        pages.put("user", "/users/" + somebody.id());
        pages.put("tokens", "/tokens");
        pages.put("installation-journal", "/journal");
        return pages;
    }

    /** With nothing in them: what is to be done next stands there. */
    Map<String, String> empty() {
        String empty = new ScreensWorld(context, port, "empty").base();
        Map<String, String> pages = new LinkedHashMap<>();
        for (String list : List.of(
                "",
                "/tickets",
                "/contacts",
                "/events",
                "/interfaces",
                "/quarantine",
                "/undo-requests",
                "/out-of-step",
                "/skipped",
                "/transfers",
                "/journal",
                "/cases",
                "/mails/held",
                "/settings/mailboxes",
                "/settings/suppliers")) {
            pages.put("empty" + list.replace('/', '-'), empty + list);
        }
        return pages;
    }

    private void lists(Map<String, String> pages) {
        for (String list : List.of(
                "tickets",
                "contacts",
                "events",
                "interfaces",
                "quarantine",
                "undo-requests",
                "out-of-step",
                "skipped",
                "transfers",
                "journal",
                "bulk",
                "cases",
                "mails/held",
                "mails/ignored",
                "mails/failed",
                "mails/blocked",
                "nothing")) {
            pages.put(list.replace('/', '-'), world.base() + "/" + list);
        }
    }

    private void cases(Map<String, String> pages, Browser links) {
        pages.put("case", world.base() + "/cases/1");
        pages.put("case-new", world.base() + "/cases/new");
        pages.put("case-reports", world.base() + "/cases/reports");
        pages.put("mail", links.get(world.base() + "/cases/1").link(world.base() + "/mails/"));
    }

    private void settings(Map<String, String> pages, Browser links) {
        pages.put("settings", world.base() + "/settings");
        DeskSettingsWorld.PAGES.forEach(page -> pages.put(page.replace('/', '-'), world.base() + "/" + page));
        String answers = world.base() + "/settings/canned-answers";
        pages.put("settings-canned-answer", links.get(answers).link(answers + "/"));
    }

    private void tickets(Map<String, String> pages, Browser links) {
        pages.put("ticket", world.base() + "/ticket?id=T-001");
        pages.put("tickets-none", world.base() + "/tickets?q=nobody");
        pages.put("event", world.base() + "/event?id=E-1");
        String contact =
                links.get(world.base() + "/contacts?q=ben%40example.org").link(world.base() + "/contacts/");
        pages.put("contact", contact);
        pages.put("merge", contact + "/merge");
        pages.put("erase", contact + "/erase");
        links.get(world.base() + "/bulk");
        String lines = "T-002;flo@example.org\nT-404;gus@example.org\nT-003;nobody@";
        pages.put(
                "bulk-job",
                links.post(world.base() + "/bulk", "action", "DISTRIBUTE", "tickets", lines)
                        .path());
    }

    private void interfaces(Map<String, String> pages, Browser links) {
        pages.put("interface", world.base() + "/interfaces/main");
        pages.put("interface-new", world.base() + "/interfaces/new");
        pages.put("interface-settings", world.base() + "/interfaces/main/settings");
        String function = world.base() + "/interfaces/main/functions/retrieve-ticket-status";
        pages.put("function", function);
        pages.put("reset", world.base() + "/interfaces/main/reset");
        pages.put("held", links.get(world.base() + "/quarantine").link(world.base() + "/quarantine/"));
        pages.put("run", world.base() + "/runs/" + run.id());
        pages.put("run-dry", world.base() + "/runs/" + dryRun.id());
    }
}
