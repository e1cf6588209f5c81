package io.counterfoil.accounts;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.counterfoil.database.OrganizerTransactions;
import io.counterfoil.database.TestDatabase;
import io.counterfoil.journal.InstallationJournal;
import io.counterfoil.journal.Journal;
import io.counterfoil.kernel.HandClock;
import io.counterfoil.kernel.Ids;
import io.counterfoil.kernel.OrganizerCode;
import io.counterfoil.mail.MailScene;
import io.counterfoil.organizers.Organizers;
import io.counterfoil.organizers.OrganizersFixture;
import io.counterfoil.organizers.Secrets;
import java.net.InetAddress;
import java.security.SecureRandom;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.support.ResourceBundleMessageSource;

/** Accounts on a real database, with a mail server on a real wire and a clock that a test drives by hand. */
final class AccountsScene implements AutoCloseable {
    static final String PASSWORD = "seven green bicycles in the rain";
    static final InetAddress HERE = InetAddress.getLoopbackAddress();
    static final OrganizerCode OPERA = new OrganizerCode("opera");
    static final OrganizerCode ARENA = new OrganizerCode("arena");
    static final Access INSTALLATION = access(null);
    static final Access OPERAS = access(OPERA);

    final HandClock clock = new HandClock();
    final GreenMail mailServer = new GreenMail(new ServerSetup(0, null, ServerSetup.PROTOCOL_SMTP));
    final MailScene mail;
    final InstallationJournal journal;
    final Accounts accounts;
    final SignIns signIns;
    final SecondFactors factors;
    final AccountLinks links;
    final SingleSignOn singleSignOn;
    final FirstStart firstStart;
    final TestDatabase database = TestDatabase.create();

    AccountsScene() {
        mailServer.start();
        OrganizerTransactions transactions = database.transactions();
        Secrets secrets = new Secrets(new byte[32], new SecureRandom());
        Ids ids = new Ids(clock, new Random(1));
        journal = new InstallationJournal(database.app(), clock);
        mail = new MailScene(
                database.app(),
                transactions,
                secrets,
                ids,
                clock,
                mailServer.getSmtp().getPort());
        Organizers organizers =
                OrganizersFixture.organizers(transactions, database.app(), new Journal(database.app(), clock), clock);
        organizers.create(OPERA, "Opera", "test");
        organizers.create(ARENA, "Arena", "test");
        ResourceBundleMessageSource messages = new ResourceBundleMessageSource();
        messages.setBasename("i18n/mails");
        messages.setDefaultEncoding("UTF-8");
        messages.setFallbackToSystemLocale(false);
        AccountStore store = new AccountStore(database.app());
        AccountTools tools = new AccountTools(
                transactions,
                store,
                journal,
                new AccountMails(mail.outbox(), messages, "https://tickets.example.org"),
                ids,
                clock);
        Passwords passwords = new Passwords(64);
        accounts = new Accounts(tools, organizers, passwords);
        factors = new SecondFactors(tools, new FactorStore(database.app()), secrets);
        signIns = new SignIns(tools, new FailureStore(database.app()), passwords, factors, new byte[32]);
        links = new AccountLinks(tools, new LinkStore(database.app()), accounts, Runnable::run);
        singleSignOn = new SingleSignOn(tools, signIns);
        firstStart = new FirstStart(accounts, store, new byte[32]);
    }

    /** Somebody with a role at the opera and a password. */
    Account someone(String login, @Nullable Role role) {
        Account account = accounts.create(
                NewAccount.of(login, login + "@example.org", null, Language.EN, role == null),
                role == null ? Map.of() : Map.of(OPERA, role),
                INSTALLATION);
        accounts.setPassword(account, PASSWORD, "test");
        return accounts.require(account.id(), INSTALLATION);
    }

    PasswordSignIn signIn(String login, String password) {
        return signIns.byPassword(login, password, HERE);
    }

    /** The session of a sign-in that has to be good. */
    PasswordSignIn.In in(String login) {
        return (PasswordSignIn.In) signIn(login, PASSWORD);
    }

    private static Access access(@Nullable OrganizerCode organizer) {
        return new Access(
                new UUID(0, 1),
                organizer == null ? "user:root" : "user:admin-of-" + organizer,
                Permission.of(Role.ADMINISTRATOR),
                organizer == null ? null : java.util.Set.of(organizer));
    }

    @Override
    public void close() {
        mailServer.stop();
        database.close();
    }
}
