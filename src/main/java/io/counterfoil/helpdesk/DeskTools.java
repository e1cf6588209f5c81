package io.counterfoil.helpdesk;

import io.counterfoil.database.OrganizerTransactions;
import io.counterfoil.journal.Differences;
import io.counterfoil.journal.Journal;
import io.counterfoil.kernel.CaseNumber;
import io.counterfoil.kernel.Excerpt;
import io.counterfoil.kernel.Ids;
import io.counterfoil.kernel.OrganizerCode;
import io.counterfoil.kernel.Refusal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What agents work with: canned answers, drafts, who else has a case open, and who is told of what happens in it. */
public final class DeskTools {
    /** Who has not been seen for so long has gone. */
    static final Duration PRESENT = Duration.ofSeconds(60);

    private static final Duration DRAFTS_KEPT = Duration.ofDays(90);
    private static final int LONGEST_TITLE = 120;
    private static final int LONGEST_TEXT = 50_000;
    private static final int LONGEST_ADDRESSES = 4_000;

    private final OrganizerTransactions transactions;
    private final DeskToolStore store;
    private final Journal journal;
    private final Ids ids;
    private final Clock clock;

    DeskTools(OrganizerTransactions transactions, DeskToolStore store, Journal journal, Ids ids, Clock clock) {
        this.transactions = transactions;
        this.store = store;
        this.journal = journal;
        this.ids = ids;
        this.clock = clock;
    }

    /** A text for what is asked again and again. */
    public record CannedAnswer(UUID id, String language, String title, String text) {}

    /** What is being written. */
    public enum DraftKind {
        REPLY,
        NOTE,
        SUPPLIER_NOTE
    }

    /**
     * What an agent has begun to write.
     *
     * @param to addresses as they were typed
     */
    public record Draft(DraftKind kind, String to, String cc, String bcc, String text, Instant savedAt) {}

    /** A case by hand that an agent has begun to write down, as he typed it. */
    public record BegunCase(
            String channel,
            String type,
            String priority,
            String subject,
            String text,
            String email,
            String mailbox,
            Instant savedAt) {
        private boolean isBlank() {
            return subject.isBlank() && text.isBlank() && email.isBlank();
        }
    }

    /** An agent who has a case open. */
    public record Presence(String login, String name, boolean writing, Instant seenAt) {}

    /** In the order of their titles. */
    public List<CannedAnswer> cannedAnswers(OrganizerCode organizer) {
        return transactions.read(organizer, () -> store.cannedAnswers(organizer));
    }

    /** @param id null: a new one */
    public UUID saveCannedAnswer(
            OrganizerCode organizer, @Nullable UUID id, String language, String title, String text, String actor) {
        if (!StandardTemplates.LANGUAGES.contains(language)) {
            throw Refusal.invalid("language", language, String.join(" or ", StandardTemplates.LANGUAGES));
        }
        if (title.isBlank()
                || title.length() > LONGEST_TITLE
                || title.codePoints().anyMatch(Excerpt::isUnsafe)) {
            throw Refusal.invalid("title", title, "one line of 1 to " + LONGEST_TITLE + " characters");
        }
        if (text.isBlank() || text.length() > LONGEST_TEXT) {
            throw Refusal.invalid("text", text, "1 to " + LONGEST_TEXT + " characters");
        }
        CannedAnswer answer = new CannedAnswer(
                id == null ? ids.next() : id,
                language,
                title.strip(),
                text.replace("\r\n", "\n").strip());
        transactions.writeOnly(organizer, () -> {
            Optional<CannedAnswer> former = cannedAnswer(organizer, answer.id());
            try {
                store.save(organizer, answer, now(), actor);
            } catch (DuplicateKeyException taken) {
                throw Refusal.conflict("title-taken", "another canned answer is called " + Excerpt.of(title));
            }
            journal(organizer, actor, answer.id(), "changed", former, Optional.of(answer));
        });
        return answer.id();
    }

    public void deleteCannedAnswer(OrganizerCode organizer, UUID id, String actor) {
        transactions.writeOnly(organizer, () -> {
            Optional<CannedAnswer> former = cannedAnswer(organizer, id);
            if (store.deleteCannedAnswer(organizer, id)) {
                journal(organizer, actor, id, "deleted", former, Optional.empty());
            }
        });
    }

    private Optional<CannedAnswer> cannedAnswer(OrganizerCode organizer, UUID id) {
        return store.cannedAnswers(organizer).stream()
                .filter(each -> each.id().equals(id))
                .findFirst();
    }

    private static ObjectNode described(CannedAnswer answer) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("language", answer.language())
                .put("title", answer.title())
                .put("text", answer.text());
    }

    public Optional<Draft> draft(OrganizerCode organizer, CaseNumber number, String login) {
        return transactions.read(organizer, () -> store.draft(organizer, number, login));
    }

    /** Keeps a draft; one without any text is dropped. */
    public void keepDraft(OrganizerCode organizer, CaseNumber number, String login, Draft draft) {
        if (draft.text().length() > LONGEST_TEXT) {
            throw Refusal.invalid("text", draft.text().length() + " characters", "at most " + LONGEST_TEXT);
        }
        for (String typed : List.of(draft.to(), draft.cc(), draft.bcc())) {
            if (typed.length() > LONGEST_ADDRESSES) {
                throw Refusal.invalid("to", typed.length() + " characters", "at most " + LONGEST_ADDRESSES);
            }
        }
        aside(organizer, () -> {
            if (draft.text().isBlank()) {
                store.dropDraft(organizer, number, login);
            } else {
                store.keepDraft(organizer, number, login, draft, now());
            }
        });
    }

    /** After it was sent, or thrown away. Joins the caller's transaction. */
    public void dropDraft(OrganizerCode organizer, CaseNumber number, String login) {
        aside(organizer, () -> store.dropDraft(organizer, number, login));
    }

    public Optional<BegunCase> begunCase(OrganizerCode organizer, String login) {
        return transactions.read(organizer, () -> store.begunCase(organizer, login));
    }

    /** Keeps what an agent has begun to write down of a new case; one that says nothing is dropped. */
    public void keepBegunCase(OrganizerCode organizer, String login, BegunCase begun) {
        if (begun.text().length() > LONGEST_TEXT) {
            throw Refusal.invalid("text", begun.text().length() + " characters", "at most " + LONGEST_TEXT);
        }
        for (String typed : List.of(
                begun.channel(), begun.type(), begun.priority(), begun.subject(), begun.email(), begun.mailbox())) {
            if (typed.length() > LONGEST_ADDRESSES) {
                throw Refusal.invalid("subject", typed.length() + " characters", "at most " + LONGEST_ADDRESSES);
            }
        }
        aside(organizer, () -> {
            if (begun.isBlank()) {
                store.dropBegunCase(organizer, login);
            } else {
                store.keepBegunCase(organizer, login, begun, now());
            }
        });
    }

    /** After it was opened, or thrown away. */
    public void dropBegunCase(OrganizerCode organizer, String login) {
        aside(organizer, () -> store.dropBegunCase(organizer, login));
    }

    /** Says that an agent has a case open; answers who else has. To be called every twenty seconds or so. */
    public List<Presence> seen(OrganizerCode organizer, CaseNumber number, String login, String name, boolean writing) {
        return transactions.writeAside(organizer, () -> {
            store.seen(organizer, number, new Presence(login, name, writing, now()));
            return store.others(organizer, number, login, now().minus(PRESENT));
        });
    }

    public void gone(OrganizerCode organizer, CaseNumber number, String login) {
        aside(organizer, () -> store.gone(organizer, number, login));
    }

    /** Logins of those who are told of what happens in a case, besides its assignee. */
    public List<String> watchers(OrganizerCode organizer, CaseNumber number) {
        return transactions.read(organizer, () -> store.watchers(organizer, number));
    }

    public void watch(OrganizerCode organizer, CaseNumber number, String login, boolean watches) {
        aside(organizer, () -> store.watch(organizer, number, login, watches, now()));
    }

    /** Forgets who was here, and drafts that nobody went on with. */
    void forget(OrganizerCode organizer) {
        aside(organizer, () -> store.forget(organizer, now().minus(PRESENT), now().minus(DRAFTS_KEPT)));
    }

    private void aside(OrganizerCode organizer, Runnable work) {
        transactions.writeAside(organizer, () -> {
            work.run();
            return true;
        });
    }

    private void journal(
            OrganizerCode organizer,
            String actor,
            UUID id,
            String action,
            Optional<CannedAnswer> former,
            Optional<CannedAnswer> next) {
        ObjectNode body = Differences.between(
                former.map(DeskTools::described).orElse(null),
                next.map(DeskTools::described).orElse(null));
        journal.append(organizer, actor, Differences.line("canned-answer", id.toString(), action, body));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
