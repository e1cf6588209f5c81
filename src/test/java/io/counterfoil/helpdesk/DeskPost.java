package io.counterfoil.helpdesk;

import io.counterfoil.kernel.EmailAddress;
import io.counterfoil.kernel.OrganizerCode;
import io.counterfoil.mail.MailScene;
import io.counterfoil.organizers.Organizers;
import io.counterfoil.organizers.OrganizersFixture;
import io.counterfoil.organizers.Secrets;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What writes a help desk's mails, automatic ones and agents' replies, and the outbox in which it leaves them. */
final class DeskPost {
    final MailScene out;
    final AnswerBudgets budgets;
    final DeskTools desk;
    final CaseDiary diary;
    final AgentReplies replies;
    final AutomaticMails automatic;
    final DeskSettings settings;
    private final IntakeScene scene;

    /** @param port of the mail server on this machine that takes what is sent */
    DeskPost(IntakeScene scene, int port) {
        this.scene = scene;
        out = new MailScene(
                scene.dataSource,
                scene.transactions,
                new Secrets(new byte[32], new SecureRandom()),
                scene.ids,
                scene.clock,
                port);
        Organizers organizers =
                OrganizersFixture.organizers(scene.transactions, scene.dataSource, scene.journal, scene.clock);
        CaseQueries queries = new CaseQueries(scene.dataSource);
        CaseThread thread = new CaseThread(queries, scene.room.mails(), out.deliveries(), scene.room.signing());
        CaseMails letters = new CaseMails(
                new MailTemplates(scene.transactions, new TemplateStore(scene.dataSource), scene.journal, scene.clock),
                scene.tags,
                scene.room.mailboxes(),
                organizers,
                scene.contacts,
                thread,
                out.outbox());
        budgets = new AnswerBudgets(scene.transactions, new BudgetStore(scene.dataSource), scene.journal, scene.clock);
        desk = new DeskTools(
                scene.transactions, new DeskToolStore(scene.dataSource), scene.journal, scene.ids, scene.clock);
        diary = new CaseDiary(queries, scene.store, scene.journal, scene.ids, scene.clock);
        replies = new AgentReplies(letters, queries, scene.suppliers, scene.room.mails());
        out.tell(diary);
        automatic = new AutomaticMails(
                new AutomaticMails.Parts(
                        letters, scene.room.mailboxes(), budgets, diary, out.deliveries(), desk, new Ada()),
                "https://desk.example");
        settings = new DeskSettings(
                scene.transactions, new DeskSettingStore(scene.dataSource), organizers, scene.journal, scene.clock);
        scene.ears.add(automatic);
        scene.senders.add(replies);
    }

    /** An agent answers a case. */
    void reply(long number, String text, List<EmailAddress> to) {
        scene.transactions.writeOnly(scene.organizer, () -> {
            UUID entry = scene.ids.next();
            replies.send(
                    scene.organizer,
                    new Replies.Reply(
                            scene.supportCase(number),
                            entry,
                            text,
                            to,
                            List.of(),
                            List.of(),
                            "ada",
                            "Ada Agent",
                            List.of(),
                            null));
        });
    }

    /** The one agent there is. */
    private static final class Ada implements Agents {
        @Override
        public Optional<Agent> withAddress(OrganizerCode organizer, EmailAddress address) {
            return Optional.empty();
        }

        @Override
        public Optional<Agent> withLogin(OrganizerCode organizer, String login) {
            return login.equals("ada") ? Optional.of(new Agent(login, "Ada Agent", IntakeScene.ADA)) : Optional.empty();
        }
    }
}
