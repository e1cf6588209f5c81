package io.counterfoil.helpdesk;

import io.counterfoil.database.OrganizerTransactions;
import io.counterfoil.journal.Differences;
import io.counterfoil.journal.Journal;
import io.counterfoil.kernel.OrganizerCode;
import io.counterfoil.kernel.Refusal;
import io.counterfoil.mail.Mailboxes;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The ID tags of mailboxes, present and retired. Each method opens the organizer's transaction or joins the one that is open.
 */
public final class MailboxTags {
    private static final int SUBJECTS_AT_ONCE = 2_000;

    private final OrganizerTransactions transactions;
    private final MailboxTagStore store;
    private final Mailboxes mailboxes;
    private final Journal journal;
    private final Clock clock;

    MailboxTags(
            OrganizerTransactions transactions,
            MailboxTagStore store,
            Mailboxes mailboxes,
            Journal journal,
            Clock clock) {
        this.transactions = transactions;
        this.store = store;
        this.mailboxes = mailboxes;
        this.journal = journal;
        this.clock = clock;
    }

    /**
     * A tag of a mailbox.
     *
     * @param retiredAt null: the mailbox's present one
     */
    public record MailboxTag(
            String mailbox,
            IdTag tag,
            Instant since,
            @Nullable Instant retiredAt) {
        public boolean isPresent() {
            return retiredAt == null;
        }
    }

    /** All tags of an organizer, the present ones first. */
    public List<MailboxTag> all(OrganizerCode organizer) {
        return transactions.read(organizer, () -> store.all(organizer));
    }

    /** The tag that a mailbox's mails carry. */
    public IdTag present(OrganizerCode organizer, String mailbox) {
        return all(organizer).stream()
                .filter(each -> each.isPresent() && each.mailbox().equals(mailbox))
                .map(MailboxTag::tag)
                .findFirst()
                .orElse(IdTag.STANDARD);
    }

    /** All that is looked for in subjects, and taken out of them. */
    public IdTags matching(OrganizerCode organizer) {
        return new IdTags(all(organizer).stream().map(MailboxTag::tag).toList());
    }

    /** Gives a mailbox a tag, and journals it; the former one is retired, and keeps matching. Refuses one that is not unambiguous. */
    public void save(OrganizerCode organizer, String mailbox, IdTag tag, String actor) {
        transactions.writeOnly(organizer, () -> {
            List<MailboxTag> all = store.all(organizer);
            Optional<MailboxTag> former = all.stream()
                    .filter(each -> each.isPresent() && each.mailbox().equals(mailbox))
                    .findFirst();
            if (former.filter(same -> same.tag().equals(tag)).isPresent()) {
                return;
            }
            problem(organizer, mailbox, tag, all).ifPresent(found -> {
                throw Refusal.invalid(found.field(), found.value(), found.expected());
            });
            Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
            mailboxes.readingChanges(organizer);
            store.retire(organizer, mailbox, now);
            store.add(organizer, mailbox, tag, now);
            ObjectNode body = Differences.between(
                    former.map(each -> described(each.tag())).orElse(null), described(tag));
            journal.append(organizer, actor, Differences.line("mailbox", mailbox, "tag-changed", body));
        });
    }

    private static ObjectNode described(IdTag tag) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("startTag", tag.start())
                .put("endTag", tag.end());
    }

    /** What would be wrong with a tag for a mailbox that there is, or that there is not yet. Stores nothing. */
    public Optional<TagSetting.Problem> check(OrganizerCode organizer, String mailbox, IdTag tag) {
        return transactions.read(organizer, () -> problem(organizer, mailbox, tag, store.all(organizer)));
    }

    private Optional<TagSetting.Problem> problem(
            OrganizerCode organizer, String mailbox, IdTag tag, List<MailboxTag> all) {
        List<IdTag> others = all.stream()
                .filter(each -> !each.mailbox().equals(mailbox))
                .map(MailboxTag::tag)
                .toList();
        Optional<TagSetting.Problem> problem = TagSetting.check(tag, others, List.of());
        // where the organizer has or had this very tag, it was put there
        boolean own = all.stream().anyMatch(each -> each.tag().normal().equals(tag.normal()));
        if (problem.isPresent() || own) {
            return problem;
        }
        return store.firstInSubjects(
                organizer, SUBJECTS_AT_ONCE, subjects -> TagSetting.check(tag, List.of(), subjects));
    }
}
