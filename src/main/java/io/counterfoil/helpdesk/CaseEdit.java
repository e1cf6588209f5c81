package io.counterfoil.helpdesk;

import io.counterfoil.kernel.CaseNumber;
import io.counterfoil.kernel.ContactId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A case as it is to be: what is not said stays. */
final class CaseEdit {
    private final SupportCase before;
    private final Instant now;
    private CaseType type;
    private CaseState state;
    private CasePriority priority;
    private String subject;
    private @Nullable ContactId requester;
    private @Nullable String requesterAddress;
    private @Nullable String supplier;
    private @Nullable String assignee;
    private @Nullable CaseNumber mergedInto;
    private boolean spam;
    private @Nullable Instant firstAnswerAt;

    private CaseEdit(SupportCase before, Instant now) {
        this.before = before;
        this.now = now;
        this.type = before.type();
        this.state = before.state();
        this.priority = before.priority();
        this.subject = before.subject();
        this.requester = before.requester();
        this.requesterAddress = before.requesterAddress();
        this.supplier = before.supplier();
        this.assignee = before.assignee();
        this.mergedInto = before.mergedInto();
        this.spam = before.spam();
        this.firstAnswerAt = before.firstAnswerAt();
    }

    static CaseEdit of(SupportCase before, Instant now) {
        return new CaseEdit(before, now);
    }

    CaseEdit type(CaseType value) {
        type = value;
        return this;
    }

    CaseEdit state(CaseState value) {
        state = value;
        return this;
    }

    CaseEdit priority(CasePriority value) {
        priority = value;
        return this;
    }

    CaseEdit subject(String value) {
        subject = value;
        return this;
    }

    CaseEdit requester(@Nullable ContactId contact, @Nullable String address) {
        requester = contact;
        requesterAddress = address;
        return this;
    }

    CaseEdit supplier(@Nullable String value) {
        supplier = value;
        return this;
    }

    CaseEdit assignee(@Nullable String value) {
        assignee = value;
        return this;
    }

    CaseEdit mergedInto(CaseNumber value) {
        mergedInto = value;
        return this;
    }

    CaseEdit spam(boolean value) {
        spam = value;
        return this;
    }

    /** A public answer was given; the first one counts. */
    CaseEdit answered() {
        firstAnswerAt = firstAnswerAt == null ? now : firstAnswerAt;
        return this;
    }

    SupportCase done() {
        boolean over = state == CaseState.SOLVED || state == CaseState.CLOSED;
        Instant solved = over ? (before.solvedAt() == null ? now : before.solvedAt()) : null;
        Instant closed = state == CaseState.CLOSED ? (before.closedAt() == null ? now : before.closedAt()) : null;
        return new SupportCase(
                before.number(),
                type,
                state,
                priority,
                subject,
                requester,
                requesterAddress,
                supplier,
                assignee,
                before.mailbox(),
                before.language(),
                before.channel(),
                before.follows(),
                mergedInto,
                spam,
                before.openedAt(),
                now,
                firstAnswerAt,
                solved,
                closed);
    }
}
