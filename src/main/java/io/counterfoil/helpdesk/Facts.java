package io.counterfoil.helpdesk;

import io.counterfoil.kernel.CaseNumber;
import io.counterfoil.kernel.EmailAddress;
import io.counterfoil.mail.Authentication;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is found out about a mail, stage by stage. Never changed: each stage hands on another one.
 *
 * @param sender who wrote; a user until that was looked at
 * @param thread what it names; nothing until that was looked at
 * @param target the case that it names; null: none, or several
 * @param standing what its sender is to that case; null: there is none
 */
record Facts(
        Arrived arrived,
        Known known,
        Instant now,
        SenderKind.Verdict sender,
        Threading.Answer thread,
        @Nullable CaseAtHand target,
        @Nullable Standing standing,
        List<CaseMark> marks) {

    static Facts of(Arrived arrived, Known known, Instant now) {
        List<CaseMark> marks = arrived.stored().sameIdOtherBytes() ? List.of(CaseMark.SAME_ID_OTHER_BYTES) : List.of();
        return new Facts(
                arrived,
                known,
                now,
                new SenderKind.Verdict(SenderKind.USER, false),
                new Threading.Answer(new Threading.Nowhere(), Set.of()),
                null,
                null,
                marks);
    }

    Facts with(SenderKind.Verdict verdict) {
        return new Facts(arrived, known, now, verdict, thread, target, standing, marks);
    }

    Facts with(Threading.Answer answer, @Nullable CaseAtHand named, @Nullable Standing standingThere) {
        return new Facts(arrived, known, now, sender, answer, named, standingThere, marks);
    }

    Facts marked(CaseMark mark) {
        List<CaseMark> more =
                Stream.concat(marks.stream(), Stream.of(mark)).distinct().toList();
        return new Facts(arrived, known, now, sender, thread, target, standing, more);
    }

    Facts markedIf(boolean condition, CaseMark mark) {
        return condition ? marked(mark) : this;
    }

    SenderKind.Vouched vouched() {
        Authentication.Verdict verdict = arrived.mail().authentication().verdict();
        return switch (verdict) {
            case PASSED -> SenderKind.Vouched.YES;
            case FAILED -> SenderKind.Vouched.NO;
            case UNKNOWN -> SenderKind.Vouched.UNKNOWN;
        };
    }

    /** What the sender is to a case. */
    Standing standingIn(CaseAtHand atHand) {
        EmailAddress from = arrived.from().orElse(null);
        var requester = atHand.supportCase().requester();
        boolean requesters = from != null && requester != null && known.book().has(requester, from);
        boolean caseSupplier = known.supplier()
                .filter(supplier -> supplier.code().equals(atHand.supportCase().supplier()))
                .isPresent();
        boolean participant = from != null && atHand.participants().containsKey(from.key());
        return Standing.of(new Standing.Signs(sender.kind(), sender.spoofed(), requesters, participant, caseSupplier));
    }

    /** The evidence of a decision. */
    Evidence evidence(JoinedBy by, @Nullable CaseNumber number) {
        return Evidence.of(by, number, standing, thread);
    }
}
