package io.counterfoil.backoffice;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.accounts.Role;
import io.counterfoil.api.ApiServer;
import io.counterfoil.api.BoxOffice;
import io.counterfoil.api.Phone;
import io.counterfoil.wallet.FeedMode;
import io.counterfoil.wallet.WalletClients;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;

/** What an agent does from a case for whoever asks, with the built-in wallet at the other end. */
@ApiServer
class CaseHelpTest {
    private static final String ANNA = "anna@help.example";
    private static final String BEN = "ben@help.example";
    private static final String CARL = "carl@help.example";

    private final ApplicationContext context;
    private final int port;

    CaseHelpTest(@Autowired ApplicationContext context, @LocalServerPort int port) {
        this.context = context;
        this.port = port;
    }

    @Test
    void anInvitationIsSentAgainCorrectedAndCancelledAndATicketGivenAndTakenBack() {
        BoxOffice office =
                BoxOffice.open(port, context.getBean(WalletClients.class), "case-wallet", FeedMode.EVERY_CHANGE);
        office.ticket("W-1", "NOT_PRINTED", ANNA, "Anna");
        office.run("external-printing");
        Phone anna = Phone.of(port, ANNA, "Anna", "Help");
        Phone ben = Phone.of(port, BEN, "Ben", "Help");
        Phone carl = Phone.of(port, CARL, "Carl", "Help");
        assertThat(anna.transfer(office.organizer(), "W-1", "bne@help.example").status())
                .isEqualTo(200);
        office.retrieve();
        ScreensWorld world = new ScreensWorld(context, port, office.organizer());
        new DeskWorld(context, world.organizer).proved(ANNA, "Wrong address", "I mistyped it for W-1");
        Browser agent = world.as(Role.AGENT);
        String one = world.base() + "/cases/1";

        assertThat(agent.get(one).text())
                .contains("bne@help.example", "Resend the invitation")
                .doesNotContain("Nobody knows whether it is he");
        assertThat(help(agent, one, "RESEND", "")).contains("Ticket W-1: Resend the invitation. The wallet sends");
        assertThat(help(agent, one, "CORRECT", CARL)).contains("Ticket W-1: Correct the recipient. The wallet offers");
        assertThat(carl.offers())
                .anyMatch(offer -> offer.path("ticketId").asString().equals("W-1"));
        office.retrieve();
        assertThat(help(agent, one, "CANCEL", "")).contains("Ticket W-1: Cancel the transfer. The wallet cancels");
        office.retrieve();
        assertThat(office.history("W-1")).last().isEqualTo("DISTRIBUTE CANCELLED WALLET " + ANNA + " > " + CARL);

        assertThat(help(agent, one, "DISTRIBUTE", BEN)).contains("Ticket W-1: Distribute. Done");
        assertThat(ben.tickets(office.organizer())).containsExactly("W-1");
        assertThat(help(agent, one, "TAKE_BACK", "")).contains("Ticket W-1: Take back. Done");
        assertThat(anna.tickets(office.organizer())).containsExactly("W-1");
        assertThat(help(agent, one, "RESEND", "")).contains("expected");
    }

    private static String help(Browser agent, String path, String action, String email) {
        return agent.post(path + "/help", "id", "W-1", "action", action, "email", email)
                .text();
    }
}
