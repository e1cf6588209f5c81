package io.counterfoil.helpdesk;

import io.counterfoil.database.OrganizerTransactions;
import io.counterfoil.kernel.CaseNumber;
import io.counterfoil.kernel.OrganizerCode;
import io.counterfoil.kernel.Refusal;
import io.counterfoil.mail.InboundMails;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Cases that become one, are taken apart, or belong together. Each method opens the organizer's writing transaction, and journals. */
public final class CaseMerges {
    private final OrganizerTransactions transactions;
    private final CaseTools tools;
    private final CaseMergeStore store;
    private final InboundMails mails;

    CaseMerges(OrganizerTransactions transactions, CaseTools tools, CaseMergeStore store, InboundMails mails) {
        this.transactions = transactions;
        this.tools = tools;
        this.store = store;
        this.mails = mails;
    }

    /** Everything of a case goes into another one, which its number means from now on. */
    public SupportCase merge(OrganizerCode organizer, CaseNumber from, CaseNumber into, Actor actor) {
        return transactions.write(organizer, () -> {
            SupportCase merged = tools.require(organizer, from);
            SupportCase target = tools.require(organizer, into);
            if (merged.number().equals(target.number())) {
                throw Refusal.invalid(
                        "into",
                        into.value(),
                        "another case than " + merged.number().value());
            }
            Instant now = tools.now();
            List<Participant> people = new ArrayList<>();
            tools.queries().participants(organizer, merged.number()).forEach(each -> people.add(demoted(each)));
            tools.store().addParticipants(organizer, target.number(), people, now);
            store.moveAll(organizer, merged.number(), target.number());
            tools.store()
                    .update(
                            organizer,
                            CaseEdit.of(merged, now).mergedInto(target.number()).done());
            SupportCase after = CaseEdit.of(target, now).done();
            tools.store().update(organizer, after);
            tools.note(
                    organizer,
                    target.number(),
                    CaseAction.MERGED,
                    actor,
                    merged.number().value() + " → " + target.number().value());
            journal(organizer, actor, merged.number(), target.number());
            return after;
        });
    }

    private void journal(OrganizerCode organizer, Actor actor, CaseNumber merged, CaseNumber target) {
        tools.journal(
                organizer,
                actor,
                List.of(
                        tools.change(merged, "merged", Map.of("into", target.value())),
                        tools.change(target, "changed", Map.of("merged", merged.value()))));
    }

    /** Takes entries out of a case into one of their own. */
    public SupportCase split(OrganizerCode organizer, CaseNumber from, Set<UUID> entries, String subject, Actor actor) {
        String named = CaseTools.line("subject", subject);
        return transactions.write(organizer, () -> {
            SupportCase before = tools.require(organizer, from);
            List<CaseEntry> moved = CaseActs.among(tools.queries().said().entries(organizer, before.number()), entries);
            if (moved.isEmpty()) {
                throw Refusal.invalid("entries", "none", "at least one entry");
            }
            Instant now = tools.now();
            SupportCase made = made(organizer, before, moved, named, now);
            tools.store().insert(organizer, made);
            tools.store()
                    .addParticipants(
                            organizer, made.number(), tools.queries().participants(organizer, before.number()), now);
            Set<UUID> movedMails = moved.stream()
                    .map(CaseEntry::mailId)
                    .filter(Objects::nonNull)
                    .collect(Collectors.toSet());
            store.moveEntries(organizer, before.number(), made.number(), entries);
            store.moveMessages(organizer, before.number(), made.number(), mails.messageKeys(organizer, movedMails));
            tools.store().link(organizer, made.number(), before.number(), CaseLink.Kind.SPLIT_FROM, now);
            String line = before.number().value() + " → " + made.number().value();
            tools.note(organizer, before.number(), CaseAction.SPLIT, actor, line);
            tools.note(organizer, made.number(), CaseAction.SPLIT, actor, line);
            tools.journal(
                    organizer,
                    actor,
                    List.of(tools.change(
                            made.number(),
                            "opened",
                            Map.of("splitFrom", before.number().value()))));
            return made;
        });
    }

    private SupportCase made(
            OrganizerCode organizer, SupportCase before, List<CaseEntry> moved, String subject, Instant now) {
        CaseEntry first = moved.stream()
                .filter(entry -> entry.kind() == SenderKind.USER && entry.contact() != null)
                .findFirst()
                .orElse(null);
        return new SupportCase(
                tools.store().nextNumber(organizer),
                before.type(),
                before.state() == CaseState.NEW ? CaseState.NEW : CaseState.OPEN,
                before.priority(),
                subject,
                first == null ? before.requester() : first.contact(),
                first == null ? before.requesterAddress() : first.authorLine(),
                before.supplier(),
                before.assignee(),
                before.mailbox(),
                before.language(),
                before.channel(),
                null,
                null,
                false,
                now,
                now,
                null,
                null,
                null);
    }

    /** Says that two cases belong together. */
    public void link(OrganizerCode organizer, CaseNumber number, CaseNumber other, Actor actor) {
        transactions.writeOnly(organizer, () -> {
            SupportCase one = tools.require(organizer, number);
            SupportCase two = tools.require(organizer, other);
            if (one.number().equals(two.number())) {
                throw Refusal.invalid("number", other.value(), "another case than " + number.value());
            }
            tools.store().link(organizer, one.number(), two.number(), CaseLink.Kind.RELATED, tools.now());
            tools.note(
                    organizer,
                    one.number(),
                    CaseAction.LINKED,
                    actor,
                    "+ " + two.number().value());
            tools.journal(
                    organizer,
                    actor,
                    List.of(tools.change(
                            one.number(), "linked", Map.of("other", two.number().value()))));
        });
    }

    /** The requester of a case that is merged takes part in the other one, which has its own. */
    private static Participant demoted(Participant each) {
        return each.role() == Participant.Role.REQUESTER
                ? new Participant(each.address(), each.name(), Participant.Role.ADDED, each.contact())
                : each;
    }
}
