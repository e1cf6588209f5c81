package io.counterfoil.helpdesk;

import io.counterfoil.kernel.EmailAddress;
import io.counterfoil.kernel.Rule;
import io.counterfoil.mail.MailKind;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Whether a mail is answered by itself, and with what. Source: help desk rules 7, 9 and 11; RFC 3834, section 2. */
@Rule(
        "Only a mail that a person wrote is answered automatically, to the address in its From and to no other: no automatic"
                + " answer, no bounce, nothing of a program, a list or ourselves, nothing held, no agent, no supplier, no address that"
                + " reads no mail. A sender who is not authenticated is answered once a day at most, without a word that he chose.")
public final class AutomaticAnswer {
    /** What a sender who is not authenticated gets in a day, so that nobody can have others flooded in his name. */
    static final int STRANGERS_A_DAY = 1;

    private static final Pattern NOBODY = Pattern.compile(
            "(?:no|do-?not|dont|ne-?pas|nicht)[-_.]?(?:reply|response|answer|repondre|antworten)"
                    + "|(?:mailer-daemon|postmaster|hostmaster|abuse|daemon|root|nobody|listserv|majordomo|mailman|bounces?|notifications?)"
                    + "|(?:bounces?|return|prvs|srs0|srs1|owner)[+=_-].*|.*-(?:request|owner|bounces?|relay)"
                    + "|(?:no-?reply|noreply|donotreply|bounces?|notifications?)[+._-].*|.*[+._-](?:no-?reply|noreply|donotreply)");

    private AutomaticAnswer() {}

    /** How a mail is answered. */
    public enum Answer {
        /** With the case's subject and the name of the contact. */
        FULL,
        /** Without anything that the sender, or whoever writes in his name, chose. */
        BARE,
        NONE
    }

    /** Why it is not answered. */
    public enum Silence {
        NOT_WRITTEN_BY_A_PERSON,
        BOUNCE,
        OWN_MAIL,
        OWN_MAILBOX,
        NO_ADDRESS,
        NOBODY_READS_IT,
        HELD,
        AGENT,
        SUPPLIER,
        ANSWERED_TODAY
    }

    /**
     * What is known of a mail and its sender.
     *
     * @param sender the address in From, if it is one
     * @param mayBeAnswered what the mail's header says, see {@code mail.Nature}
     * @param ownMailbox whether the sender's address is a mailbox of this installation
     * @param authenticated whether the sender is who he says
     * @param answeredToday automatic answers to this address in the last 24 hours
     */
    public record Occasion(
            Optional<EmailAddress> sender,
            MailKind kind,
            boolean mayBeAnswered,
            boolean ownMailbox,
            Role role,
            boolean held,
            boolean authenticated,
            int answeredToday) {}

    /** As what the sender counts. */
    public enum Role {
        USER,
        AGENT,
        SUPPLIER
    }

    /** @param silence null: it is answered */
    public record Verdict(Answer answer, @Nullable Silence silence) {
        private static Verdict silent(Silence why) {
            return new Verdict(Answer.NONE, why);
        }
    }

    /** The first thing that forbids an answer, else what it is. */
    public static Verdict of(Occasion mail) {
        return switch (mail.kind()) {
            case BOUNCE -> Verdict.silent(Silence.BOUNCE);
            case OWN -> Verdict.silent(Silence.OWN_MAIL);
            case AUTO_REPLY -> Verdict.silent(Silence.NOT_WRITTEN_BY_A_PERSON);
            case HUMAN -> ofHuman(mail);
        };
    }

    private static Verdict ofHuman(Occasion mail) {
        if (!mail.mayBeAnswered()) {
            return Verdict.silent(Silence.NOT_WRITTEN_BY_A_PERSON);
        }
        if (mail.sender().isEmpty()) {
            return Verdict.silent(Silence.NO_ADDRESS);
        }
        if (mail.ownMailbox()) {
            return Verdict.silent(Silence.OWN_MAILBOX);
        }
        if (isNobody(mail.sender().get())) {
            return Verdict.silent(Silence.NOBODY_READS_IT);
        }
        if (mail.role() != Role.USER) {
            return Verdict.silent(mail.role() == Role.AGENT ? Silence.AGENT : Silence.SUPPLIER);
        }
        if (mail.held()) {
            return Verdict.silent(Silence.HELD);
        }
        if (!mail.authenticated() && mail.answeredToday() >= STRANGERS_A_DAY) {
            return Verdict.silent(Silence.ANSWERED_TODAY);
        }
        return new Verdict(mail.authenticated() ? Answer.FULL : Answer.BARE, null);
    }

    /** Whether nobody reads what is sent to an address, by its name. */
    static boolean isNobody(EmailAddress address) {
        String local =
                address.key().substring(0, address.key().lastIndexOf('@')).toLowerCase(Locale.ROOT);
        return NOBODY.matcher(local).matches();
    }
}
