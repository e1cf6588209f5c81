package io.counterfoil.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.accounts.Access;
import io.counterfoil.accounts.Account;
import io.counterfoil.accounts.Accounts;
import io.counterfoil.accounts.Language;
import io.counterfoil.accounts.NewAccount;
import io.counterfoil.accounts.Permission;
import io.counterfoil.accounts.Role;
import io.counterfoil.imports.TicketImport;
import io.counterfoil.kernel.OrganizerCode;
import io.counterfoil.kernel.Told;
import io.counterfoil.organizers.InterfaceChange;
import io.counterfoil.organizers.InterfaceFunction;
import io.counterfoil.organizers.Interfaces;
import io.counterfoil.organizers.Organizers;
import io.counterfoil.wallet.FeedMode;
import io.counterfoil.wallet.WalletClients;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * An organizer of its own for each story, with an administrator and a wallet that runs when somebody presses a button only. What
 * stands here is what happens elsewhere: in the ticketing system, and in the wallet's own organizer API.
 */
final class Stage {
    static final String PASSWORD = "seven green bicycles in the rain";
    static final String MOBILE = "mobile";
    static final String KEY = "story-key-0123456789-0123456789-0123";
    private static final Access EVERYTHING =
            new Access(new UUID(0, 1), "test", Permission.of(Role.ADMINISTRATOR), null);

    final OrganizerCode organizer;
    private final ApplicationContext context;
    private final int port;

    Stage(ApplicationContext context, int port, String story, String language) {
        this.context = context;
        this.port = port;
        this.organizer = new OrganizerCode(story + "-" + language);
        Organizers organizers = context.getBean(Organizers.class);
        organizers.create(organizer, "Théâtre du Lac", "test");
        organizers.change(organizer, "Théâtre du Lac", "Europe/Zurich", language, 30, "test");
        Accounts accounts = context.getBean(Accounts.class);
        Account account = accounts.create(
                NewAccount.of(login(), address("vera"), "Vera Blanc", Language.of(language), false),
                Map.of(organizer, Role.ADMINISTRATOR),
                EVERYTHING);
        accounts.setPassword(account, PASSWORD, "test");
        context.getBean(WalletClients.class).register(organizer, KEY, FeedMode.EVERY_CHANGE);
    }

    String base() {
        return "/o/" + organizer;
    }

    String login() {
        return "vera." + organizer;
    }

    /** A person's address in this story. */
    String address(String person) {
        return person + "@" + organizer + ".example.org";
    }

    String walletUrl() {
        return "http://localhost:" + port + "/wallet/" + organizer + "/organizer/tickets";
    }

    /** With an interface to the built-in wallet, without schedules. */
    Stage linked() {
        link(MOBILE, walletUrl());
        return this;
    }

    void link(String code, String url) {
        context.getBean(Interfaces.class)
                .save(
                        organizer,
                        code,
                        new InterfaceChange(
                                Told.of("lac"),
                                Told.of(url),
                                Told.of(KEY),
                                Told.nothing(),
                                Told.nothing(),
                                Told.nothing(),
                                Told.nothing(),
                                Map.of(InterfaceFunction.RETRIEVE_TICKET_STATUS, Told.of(null))),
                        names -> Map.of(),
                        "test");
    }

    /** The ticketing system sells a ticket. */
    void sell(String id, String seat, String address, String first, String last) {
        String line = """
                {"ticketId":"%s","taxNumber":"tax-%s","organization":"lac","event":{"eventId":"E-1","name":"Le Lac des cygnes",\
                "startsAt":"2030-06-14T18:00:00Z","venue":"Grande salle"},"seat":"%s","barcode":"b-%s","state":"NOT_PRINTED",\
                "culturalContact":{"email":"%s","firstName":"%s","lastName":"%s"}}
                """.formatted(id, id, seat, id, address, first, last);
        try {
            assertThat(context.getBean(TicketImport.class)
                            .run(
                                    organizer,
                                    "box office",
                                    new ByteArrayInputStream(line.getBytes(StandardCharsets.UTF_8)))
                            .rejected())
                    .isEmpty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As if so long had passed since the transfers began that are given up after it: nobody waits for it. */
    void pass(Duration timeout) {
        String url = context.getEnvironment().getRequiredProperty("spring.datasource.url");
        int passed = new JdbcTemplate(new DriverManagerDataSource(url, "postgres", ""))
                .update("""
                update wallet.transfer set deadline = clock_timestamp()
                where organizer = ? and state = 'OPEN' and deadline = initiated_at + make_interval(secs => ?)""", organizer.value(), timeout.toSeconds());
        assertThat(passed).as("transfers that wait %s", timeout).isPositive();
    }

    /** The wallet gets a ticket that the back office has never heard of. */
    void onlyInTheWallet(String id, String seat, String address) {
        String body = """
                {"tickets":[{"ticketId":"%s","seat":"%s","event":{"name":"Le Lac des cygnes"},"security":{"barcode":"b-%s"},\
                "spectatorDetails":{"email":"%s"}}]}""".formatted(id, seat, id, address);
        HttpRequest request = HttpRequest.newBuilder(URI.create(walletUrl()))
                .setHeader("Content-Type", "application/json")
                .setHeader("Authorization", "Bearer " + KEY)
                .POST(BodyPublishers.ofString(body))
                .build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
            assertThat(answer.body()).contains("ACCEPTED");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
