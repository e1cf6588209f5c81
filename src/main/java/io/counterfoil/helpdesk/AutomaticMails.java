package io.counterfoil.helpdesk;

import io.counterfoil.helpdesk.AutomaticAnswer.Answer;
import io.counterfoil.helpdesk.AutomaticAnswer.Occasion;
import io.counterfoil.kernel.EmailAddress;
import io.counterfoil.kernel.OrganizerCode;
import io.counterfoil.mail.Authentication;
import io.counterfoil.mail.AutoSubmitted;
import io.counterfoil.mail.Correspondent;
import io.counterfoil.mail.Deliveries;
import io.counterfoil.mail.MailKind;
import io.counterfoil.mail.MailPurpose;
import io.counterfoil.mail.Mailbox;
import io.counterfoil.mail.Mailboxes;
import io.counterfoil.mail.SignedMessageId;
import io.counterfoil.mail.UnderstoodMail;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What goes out by itself when a mail came: the acknowledgement of a new case, and notices to agents. Rules: {@link AutomaticAnswer},
 * {@link LoopBudget}. Also notes which mail of ours came back.
 */
final class AutomaticMails implements AfterIntake {
    private static final int LONGEST_QUOTE = 4_000;

    private final CaseMails letters;
    private final Mailboxes mailboxes;
    private final AnswerBudgets budgets;
    private final CaseDiary diary;
    private final Deliveries deliveries;
    private final DeskTools desk;
    private final Agents agents;
    private final String publicUrl;

    /** What it works with. */
    record Parts(
            CaseMails letters,
            Mailboxes mailboxes,
            AnswerBudgets budgets,
            CaseDiary diary,
            Deliveries deliveries,
            DeskTools desk,
            Agents agents) {}

    /** @param publicUrl where browsers find this installation, without a slash at its end */
    AutomaticMails(Parts parts, String publicUrl) {
        this.letters = parts.letters();
        this.mailboxes = parts.mailboxes();
        this.budgets = parts.budgets();
        this.diary = parts.diary();
        this.deliveries = parts.deliveries();
        this.desk = parts.desk();
        this.agents = parts.agents();
        this.publicUrl = publicUrl;
    }

    @Override
    public void decided(OrganizerCode organizer, Decision decision) {
        decision.mail().nature().bounce().ifPresent(bounce -> {
            for (SignedMessageId.Claims claims : decision.ours()) {
                if (deliveries.bounced(organizer, claims, bounce).isPresent()) {
                    return;
                }
            }
        });
        SupportCase about = decision.supportCase();
        if (about == null || decision.mail().nature().kind() != MailKind.HUMAN) {
            return;
        }
        switch (decision.outcome()) {
            case OPENED -> {
                acknowledge(organizer, about, decision);
                tellAgents(organizer, about, decision);
            }
            case APPENDED -> tellAgents(organizer, about, decision);
            case HELD, IGNORED -> {
                // whoever is held or ignored is told nothing
            }
        }
    }

    private void acknowledge(OrganizerCode organizer, SupportCase about, Decision decision) {
        Optional<EmailAddress> sender = decision.mail().heading().from().flatMap(Correspondent::usable);
        Optional<Mailbox> mailbox = letters.mailbox(organizer, about);
        if (sender.isEmpty() || mailbox.isEmpty()) {
            return;
        }
        EmailAddress to = sender.get();
        AutomaticAnswer.Verdict verdict =
                verdict(organizer, to, decision.mail(), decision.senderKind(), decision.isAuthenticated());
        // whoever forwards a mail to us opens a case for somebody else, who is told nothing
        boolean his =
                EmailAddress.parse(about.requesterAddress()).filter(to::equals).isPresent();
        if (verdict.answer() == Answer.NONE || !his || !mayGo(organizer, about, mailbox.get(), to)) {
            return;
        }
        letters.write(
                organizer,
                mailbox.get(),
                new CaseMails.Letter(
                        about,
                        MailEvent.OPENED,
                        MailPurpose.NOTICE,
                        AutoSubmitted.REPLIED,
                        decision.entryId(),
                        Map.of(TemplateVariable.NAME, letters.name(organizer, about.requester())),
                        verdict.answer() == Answer.FULL,
                        List.of(CaseMails.To.only(to, "")),
                        List.of(),
                        CaseThread.Parent.of(decision.mailId(), decision.mail().heading())));
    }

    private AutomaticAnswer.Verdict verdict(
            OrganizerCode organizer, EmailAddress to, UnderstoodMail mail, SenderKind kind, boolean authenticated) {
        return AutomaticAnswer.of(new Occasion(
                Optional.of(to),
                mail.nature().kind(),
                mail.nature().mayBeAnswered(),
                mailboxes.list(organizer).stream().anyMatch(own -> own.address().equals(to)),
                role(kind),
                false,
                authenticated,
                budgets.inDay(organizer, to)));
    }

    /** Leaves the mail that asks the sender of a held one who he is; within the transaction of whoever says so. */
    HeldQuestions.Asked ask(OrganizerCode organizer, SupportCase about, Intake.Reading reading, MailVerdict held) {
        UnderstoodMail mail = reading.arrived().mail();
        Optional<EmailAddress> sender = mail.heading().from().flatMap(Correspondent::usable);
        Optional<Mailbox> mailbox = letters.mailbox(organizer, about);
        if (sender.isEmpty() || mailbox.isEmpty()) {
            return HeldQuestions.Asked.NOT_ANSWERED;
        }
        EmailAddress to = sender.get();
        boolean proved = held.authentication() == Authentication.Verdict.PASSED;
        if (verdict(organizer, to, mail, held.senderKind(), proved).answer() == Answer.NONE) {
            return HeldQuestions.Asked.NOT_ANSWERED;
        }
        if (!mayGo(organizer, about, mailbox.get(), to)) {
            return HeldQuestions.Asked.OVER_BUDGET;
        }
        letters.write(
                organizer,
                mailbox.get(),
                new CaseMails.Letter(
                        about,
                        MailEvent.HELD,
                        MailPurpose.NOTICE,
                        AutoSubmitted.REPLIED,
                        diary.notice(organizer, about.number(), to.text()),
                        Map.of(),
                        false,
                        List.of(CaseMails.To.only(to, "")),
                        List.of(),
                        CaseThread.Parent.of(held.mailId(), mail.heading())));
        return HeldQuestions.Asked.SENT;
    }

    /** Whether the budgets allow an automatic mail, which is counted then. */
    boolean mayGo(OrganizerCode organizer, SupportCase about, Mailbox mailbox, EmailAddress to) {
        return budgets.take(
                organizer,
                List.of(
                        AnswerBudgets.Key.sender(to),
                        AnswerBudgets.Key.supportCase(about.number()),
                        AnswerBudgets.Key.pair(mailbox.code(), to)));
    }

    /** Leaves an automatic mail to the requester of a case, which its entry tells of, where the budgets allow it. */
    void toRequester(OrganizerCode organizer, SupportCase about, MailEvent event, boolean others) {
        Optional<EmailAddress> to = EmailAddress.parse(about.requesterAddress());
        Optional<Mailbox> mailbox = letters.mailbox(organizer, about);
        boolean good = to.isPresent()
                && mailbox.isPresent()
                && !AutomaticAnswer.isNobody(to.get())
                && mailboxes.list(organizer).stream()
                        .noneMatch(own -> own.address().equals(to.get()))
                && mayGo(organizer, about, mailbox.get(), to.get());
        if (good) {
            UUID entry = diary.notice(organizer, about.number(), to.get().text());
            letters.write(
                    organizer,
                    mailbox.get(),
                    new CaseMails.Letter(
                            about,
                            event,
                            MailPurpose.NOTICE,
                            AutoSubmitted.GENERATED,
                            entry,
                            Map.of(TemplateVariable.NAME, letters.name(organizer, about.requester())),
                            others,
                            List.of(CaseMails.To.only(to.get(), "")),
                            List.of(),
                            null));
        }
    }

    private static AutomaticAnswer.Role role(SenderKind kind) {
        return switch (kind) {
            case AGENT, SYSTEM -> AutomaticAnswer.Role.AGENT;
            case SUPPLIER -> AutomaticAnswer.Role.SUPPLIER;
            case USER -> AutomaticAnswer.Role.USER;
        };
    }

    private void tellAgents(OrganizerCode organizer, SupportCase about, Decision decision) {
        if (decision.senderKind() == SenderKind.AGENT || decision.senderKind() == SenderKind.SYSTEM) {
            return;
        }
        Set<String> logins = new LinkedHashSet<>(desk.watchers(organizer, about.number()));
        add(logins, about.assignee());
        Optional<Mailbox> mailbox = letters.mailbox(organizer, about);
        if (logins.isEmpty() || mailbox.isEmpty()) {
            return;
        }
        Map<TemplateVariable, String> words = new EnumMap<>(TemplateVariable.class);
        words.put(
                TemplateVariable.NAME,
                decision.mail()
                        .heading()
                        .from()
                        .map(from -> from.name().isBlank() ? from.address() : from.name())
                        .orElse(""));
        String said = decision.mail().content().newText();
        words.put(TemplateVariable.QUOTE, said.substring(0, Math.min(LONGEST_QUOTE, said.length())));
        words.put(
                TemplateVariable.LINK,
                publicUrl + "/o/" + organizer + "/cases/" + about.number().value());
        for (String login : logins) {
            agents.withLogin(organizer, login)
                    .filter(agent -> budgets.take(organizer, List.of(AnswerBudgets.Key.agent(about.number(), login))))
                    .ifPresent(agent -> letters.write(organizer, mailbox.get(), notice(about, words, agent, decision)));
        }
    }

    private static CaseMails.Letter notice(
            SupportCase about, Map<TemplateVariable, String> words, Agents.Agent agent, Decision decision) {
        return new CaseMails.Letter(
                about,
                MailEvent.AGENT_NOTICE,
                MailPurpose.AGENT_NOTICE,
                AutoSubmitted.GENERATED,
                decision.entryId(),
                words,
                true,
                List.of(CaseMails.To.only(agent.address(), agent.name())),
                List.of(),
                CaseThread.Parent.of(decision.mailId(), decision.mail().heading()));
    }

    private static void add(Set<String> logins, @Nullable String login) {
        if (login != null) {
            logins.add(login);
        }
    }
}
