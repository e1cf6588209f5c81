package io.counterfoil.helpdesk;

import io.counterfoil.helpdesk.Stage.Continue;
import io.counterfoil.helpdesk.Stage.Next;
import io.counterfoil.helpdesk.Stage.Stop;
import io.counterfoil.kernel.CaseNumber;
import io.counterfoil.kernel.EmailAddress;
import io.counterfoil.mail.Correspondent;
import io.counterfoil.mail.ForwardedMail;
import io.counterfoil.mail.MailKind;
import io.counterfoil.mail.MailPurpose;
import io.counterfoil.mail.SignedMessageId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How it is decided what becomes of a mail, in the order of its questions. Pure but for the check of our own signatures. */
final class Stages {
    /** How long after one another people answer a mail that the desk never saw, so that it is one conversation. */
    static final Duration TOGETHER = Duration.ofDays(7);

    private final SignedMessageId signing;

    Stages(SignedMessageId signing) {
        this.signing = signing;
    }

    /** All stages, first to last; the last one always stops. */
    List<Stage> all() {
        return List.of(
                new Stage("who is it", this::sender),
                new Stage("which case", this::thread),
                new Stage("did anybody write it", this::automatic),
                new Stage("may he", this::held),
                new Stage("agent", this::agent),
                new Stage("closed case", this::closed),
                new Stage("join", this::join),
                new Stage("open", facts -> new Stop(facts, new Plan.Open(null))));
    }

    private Next sender(Facts facts) {
        SenderKind.Verdict verdict = SenderKind.of(new SenderKind.Signs(
                facts.known().agent().isPresent(),
                facts.vouched(),
                answersNotice(facts, null),
                facts.known().supplier().isPresent()));
        return new Continue(facts.with(verdict)
                .markedIf(verdict.spoofed(), CaseMark.SPOOFED_AGENT)
                .markedIf(facts.vouched() == SenderKind.Vouched.NO, CaseMark.AUTHENTICATION_FAILED));
    }

    /** @param number null: of any case */
    private boolean answersNotice(Facts facts, @Nullable CaseNumber number) {
        EmailAddress from = facts.arrived().from().orElse(null);
        return from != null
                && facts.arrived().ours().stream()
                        .anyMatch(claims -> claims.purpose() == MailPurpose.AGENT_NOTICE
                                && (number == null || isOf(facts, claims, number))
                                && signing.wentTo(facts.known().mailbox().organizer(), claims, from));
    }

    private static boolean isOf(Facts facts, SignedMessageId.Claims claims, CaseNumber number) {
        CaseAtHand named = facts.known().cases().get(claims.caseNumber());
        return named != null && named.number().equals(number);
    }

    private Next thread(Facts facts) {
        Map<CaseNumber, CaseNumber> meant = new LinkedHashMap<>();
        Set<CaseNumber> takesPart = new HashSet<>();
        Map<CaseNumber, CaseAtHand> byNumber = new LinkedHashMap<>();
        facts.known().cases().forEach((named, atHand) -> {
            meant.put(named, atHand.number());
            byNumber.put(atHand.number(), atHand);
            if (facts.standingIn(atHand).takesPart()) {
                takesPart.add(atHand.number());
            }
        });
        Threading.Answer answer = Threading.of(new Threading.Question(
                facts.arrived().tagged(),
                facts.arrived().ours().stream()
                        .map(SignedMessageId.Claims::caseNumber)
                        .toList(),
                received(facts),
                unseen(facts),
                facts.known().referenced().stream().toList(),
                meant,
                takesPart));
        Facts found = facts.markedIf(!answer.unknown().isEmpty(), CaseMark.UNKNOWN_NUMBER);
        return new Continue(
                switch (answer.place()) {
                    case Threading.Nowhere nowhere -> found.with(answer, null, null);
                    case Threading.Several several -> found.with(answer, null, Standing.STRANGER);
                    case Threading.Named named -> joined(found, answer, named, byNumber.get(named.number()));
                });
    }

    private static Facts joined(
            Facts facts, Threading.Answer answer, Threading.Named named, @Nullable CaseAtHand target) {
        if (target == null) {
            throw new IllegalStateException("case " + named.number() + " is named and not at hand");
        }
        boolean byReference = named.by() == JoinedBy.SIGNED_REFERENCE || named.by() == JoinedBy.REFERENCE;
        Standing standing = facts.standingIn(target);
        if (named.by() == JoinedBy.UNSEEN_MAIL && standing == Standing.STRANGER) {
            // somebody of the case is in To or Cc: that is why it was found
            standing = Standing.PARTICIPANT;
        }
        return facts.with(answer, target, standing)
                .markedIf(!named.disagreeing().isEmpty(), CaseMark.DISAGREES)
                .markedIf(named.by() == JoinedBy.UNSEEN_MAIL, CaseMark.SAME_UNSEEN_MAIL)
                .markedIf(
                        byReference
                                && SubjectLine.differ(
                                        facts.arrived().subject(),
                                        target.supportCase().subject()),
                        CaseMark.OTHER_SUBJECT);
    }

    private static List<CaseNumber> received(Facts facts) {
        List<CaseNumber> numbers = new ArrayList<>();
        facts.known().messages().stream()
                .filter(Known.Message::received)
                .forEach(message -> numbers.add(message.number()));
        return numbers;
    }

    /** Cases where somebody answered the same mail, if its people are among this mail's, or its sender among theirs. */
    private static Set<CaseNumber> unseen(Facts facts) {
        Set<CaseNumber> numbers = new LinkedHashSet<>();
        if (facts.sender().spoofed() || facts.arrived().isFromList()) {
            return numbers;
        }
        for (Known.Message message : facts.known().messages()) {
            CaseAtHand atHand = facts.known().cases().get(message.number());
            if (!message.received()
                    && atHand != null
                    && !message.at().isBefore(facts.now().minus(TOGETHER))
                    && (facts.standingIn(atHand).takesPart() || writesToRequester(facts, atHand))) {
                numbers.add(message.number());
            }
        }
        return numbers;
    }

    private static boolean writesToRequester(Facts facts, CaseAtHand atHand) {
        return atHand.participants().entrySet().stream()
                .anyMatch(each -> each.getValue().role() == Participant.Role.REQUESTER
                        && facts.arrived().recipients().containsKey(each.getKey()));
    }

    private Next automatic(Facts facts) {
        MailKind kind = facts.arrived().mail().nature().kind();
        CaseAtHand quoted = facts.arrived().ours().stream()
                .flatMap(claims -> Optional.ofNullable(facts.known().cases().get(claims.caseNumber())).stream())
                .findFirst()
                .orElse(null);
        boolean fromOurMailbox = facts.arrived()
                .from()
                .filter(from -> facts.known().ownAddresses().contains(from.key()))
                .isPresent();
        CaseAtHand target = facts.target();
        boolean takesPart =
                facts.standing() != null && facts.standing() != Standing.STRANGER && facts.standing() != Standing.AGENT;
        return switch (AutoReply.of(new AutoReply.Signs(kind, fromOurMailbox, quoted != null, takesPart))) {
            case GOES_ON -> new Continue(facts);
            case IGNORED -> new Stop(facts, new Plan.Ignore(reason(kind)));
            case DELIVERY_FAILED ->
                quoted == null
                        ? new Stop(facts, new Plan.Ignore(IgnoredReason.BOUNCE))
                        : quiet(facts, quoted, JoinedBy.QUOTED, CaseAction.BOUNCE, StateAfter.Event.BOUNCE);
            case APPENDED ->
                target == null
                        ? new Stop(facts, new Plan.Ignore(IgnoredReason.AUTO_REPLY))
                        : quiet(facts, target, by(facts), CaseAction.AUTO_REPLY, StateAfter.Event.AUTO_REPLY);
        };
    }

    private static Stop quiet(Facts facts, CaseAtHand target, JoinedBy by, CaseAction action, StateAfter.Event event) {
        return new Stop(facts, new Plan.Append(target.supportCase(), by, action, false, event, false));
    }

    private static IgnoredReason reason(MailKind kind) {
        return switch (kind) {
            case OWN -> IgnoredReason.OWN_MAIL;
            case AUTO_REPLY -> IgnoredReason.AUTO_REPLY;
            case BOUNCE -> IgnoredReason.BOUNCE;
            case HUMAN -> IgnoredReason.LOOP;
        };
    }

    private Next held(Facts facts) {
        if (facts.known().blocked() && facts.sender().kind() == SenderKind.USER) {
            CaseAtHand named = facts.target();
            SupportCase beside = named == null ? null : named.supportCase();
            return new Stop(facts, new Plan.Hold(beside, HeldReason.BLOCKED_SENDER));
        }
        if (facts.standing() != Standing.STRANGER) {
            return new Continue(facts);
        }
        CaseAtHand target = facts.target();
        HeldReason reason = target == null
                ? HeldReason.SEVERAL_TAGS
                : facts.sender().spoofed() ? HeldReason.SPOOFED_AGENT : HeldReason.STRANGER;
        return new Stop(facts, new Plan.Hold(target == null ? null : target.supportCase(), reason));
    }

    private Next agent(Facts facts) {
        if (facts.sender().kind() != SenderKind.AGENT) {
            return new Continue(facts);
        }
        CaseAtHand target = facts.target();
        if (target == null) {
            return forwarded(facts);
        }
        if (answersNotice(facts, target.number())) {
            return new Stop(facts, new Plan.SendOn(target.supportCase(), by(facts)));
        }
        return new Stop(
                facts,
                new Plan.Append(target.supportCase(), by(facts), CaseAction.NOTE, false, StateAfter.Event.NOTE, false));
    }

    private static Next forwarded(Facts facts) {
        for (ForwardedMail forwarded : facts.arrived().mail().forwarded()) {
            EmailAddress customer =
                    forwarded.from().flatMap(Correspondent::usable).orElse(null);
            if (customer != null && !facts.known().ownAddresses().contains(customer.key())) {
                return new Stop(facts, new Plan.OpenForCustomer(forwarded, customer));
            }
        }
        return new Continue(facts);
    }

    private Next closed(Facts facts) {
        CaseAtHand target = facts.target();
        if (target == null || target.supportCase().state() != CaseState.CLOSED) {
            return new Continue(facts);
        }
        Facts marked = facts.marked(CaseMark.ANSWERS_CLOSED);
        SupportCase followUp = target.followUp();
        return followUp == null ? new Stop(marked, new Plan.Open(target)) : new Stop(marked, append(marked, followUp));
    }

    private Next join(Facts facts) {
        CaseAtHand target = facts.target();
        return target == null ? new Continue(facts) : new Stop(facts, append(facts, target.supportCase()));
    }

    private static Plan append(Facts facts, SupportCase target) {
        boolean supplier = facts.sender().kind() == SenderKind.SUPPLIER;
        return new Plan.Append(
                target,
                by(facts),
                CaseAction.MAIL,
                !supplier,
                supplier ? StateAfter.Event.SUPPLIER_MAIL : StateAfter.Event.USER_MAIL,
                true);
    }

    private static JoinedBy by(Facts facts) {
        return facts.thread().place() instanceof Threading.Named named ? named.by() : JoinedBy.OPENED;
    }
}
