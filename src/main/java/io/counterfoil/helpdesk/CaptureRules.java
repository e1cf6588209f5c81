package io.counterfoil.helpdesk;

import io.counterfoil.database.OrganizerTransactions;
import io.counterfoil.helpdesk.CaptureTrial.Looked;
import io.counterfoil.journal.Differences;
import io.counterfoil.journal.Journal;
import io.counterfoil.kernel.Excerpt;
import io.counterfoil.kernel.OrganizerCode;
import io.counterfoil.kernel.Refusal;
import io.counterfoil.mail.InboundMail;
import io.counterfoil.mail.InboundMails;
import io.counterfoil.mail.MailReader;
import io.counterfoil.mail.Mailboxes;
import io.counterfoil.mail.ReadingContext;
import io.counterfoil.mail.UnderstoodMail;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What is captured from mails into fields of cases. Each method opens the organizer's transaction or joins the one that is open. */
public final class CaptureRules {
    /** Each mail is looked at by each rule. */
    public static final int MOST = 20;

    private static final Pattern CODE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
    private static final int LONGEST_FIELD = 60;
    private static final int TRIED = 100;
    private static final int TELLING = 3;
    private static final long TRIED_BYTES = 20_000_000;

    private final OrganizerTransactions transactions;
    private final CaptureStore store;
    private final InboundMails mails;
    private final Mailboxes mailboxes;
    private final MailboxTags tags;
    private final Journal journal;
    private final Clock clock;

    CaptureRules(
            OrganizerTransactions transactions,
            CaptureStore store,
            InboundMails mails,
            Mailboxes mailboxes,
            MailboxTags tags,
            Journal journal,
            Clock clock) {
        this.transactions = transactions;
        this.store = store;
        this.mails = mails;
        this.mailboxes = mailboxes;
        this.tags = tags;
        this.journal = journal;
        this.clock = clock;
    }

    /**
     * What a rule found.
     *
     * @param rule its code
     */
    public record Captured(String field, String value, String rule) {}

    /** Rules in the order of their codes: where several fill a field, the first that finds something does. */
    public List<CaptureRule> list(OrganizerCode organizer) {
        return transactions.read(organizer, () -> store.rules(organizer));
    }

    public Optional<CaptureRule> find(OrganizerCode organizer, String code) {
        return list(organizer).stream().filter(rule -> rule.code().equals(code)).findFirst();
    }

    /** Makes or changes a rule and journals it; refuses one that cannot be looked for, with the value and the expectation. */
    public void save(OrganizerCode organizer, CaptureRule rule, String actor) {
        transactions.writeOnly(organizer, () -> {
            CaptureRule checked = checked(organizer, rule);
            List<CaptureRule> former = store.rules(organizer);
            Optional<CaptureRule> known = former.stream()
                    .filter(other -> other.code().equals(rule.code()))
                    .findFirst();
            boolean isNew = known.isEmpty();
            if (isNew && former.size() >= MOST) {
                throw Refusal.conflict("capture-rules-many", former.size() + " rules (expected: at most " + MOST + ")");
            }
            store.save(organizer, checked, now());
            ObjectNode body =
                    Differences.between(known.map(CaptureRules::described).orElse(null), described(checked));
            journal(organizer, actor, rule.code(), isNew ? "created" : "changed", body);
        });
    }

    private static ObjectNode described(CaptureRule rule) {
        return described(rule.finder())
                .put("field", rule.field())
                .put("place", rule.place().name())
                .put("mailbox", rule.mailbox())
                .put("active", rule.active());
    }

    /** What the journal says of what is looked for. */
    static ObjectNode described(TextFinder finder) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("kind", finder.kind().name())
                .put("first", finder.first())
                .put("second", finder.second());
    }

    /** Takes a rule away; what it has captured stays. */
    public void remove(OrganizerCode organizer, String code, String actor) {
        transactions.writeOnly(organizer, () -> {
            CaptureRule former = find(organizer, code).orElseThrow(() -> Refusal.notFound("capture rule", code));
            store.remove(organizer, code);
            journal(organizer, actor, code, "removed", Differences.between(described(former), null));
        });
    }

    /** What a rule that may not be saved yet would have found in the mails that came last. */
    public CaptureTrial tryOut(OrganizerCode organizer, CaptureRule wanted) {
        CaptureRule rule = checked(organizer, wanted);
        IdTags known = tags.matching(organizer);
        List<Looked> looked = new ArrayList<>();
        long bytes = 0;
        for (InboundMail mail : mails.latest(organizer, Optional.ofNullable(rule.mailbox()), TRIED)) {
            bytes += mail.size();
            if (bytes > TRIED_BYTES && !looked.isEmpty()) {
                break;
            }
            looked.add(looked(organizer, rule.everywhere(), mail, known));
        }
        boolean all = looked.size() >= TELLING && looked.stream().allMatch(mail -> mail.value() != null);
        return new CaptureTrial(looked, all || rule.matchesEverything());
    }

    private Looked looked(OrganizerCode organizer, CaptureRule rule, InboundMail stored, IdTags known) {
        UnderstoodMail mail = MailReader.read(mails.raw(organizer, stored.id()), ReadingContext.NOTHING_KNOWN);
        return new Looked(
                stored.id(),
                stored.storedAt(),
                mail.heading().subject(),
                mail.heading().from().map(sender -> sender.address()).orElse(""),
                found(rule, stored.mailbox(), mail, known).orElse(null));
    }

    /** What the rules find in a mail that arrived at a mailbox: one value for each field at most. */
    List<Captured> capture(OrganizerCode organizer, String mailbox, UnderstoodMail mail) {
        List<CaptureRule> rules =
                list(organizer).stream().filter(CaptureRule::active).toList();
        if (rules.isEmpty()) {
            return List.of();
        }
        IdTags known = tags.matching(organizer);
        Map<String, Captured> captured = new LinkedHashMap<>();
        for (CaptureRule rule : rules) {
            found(rule, mailbox, mail, known)
                    .ifPresent(value -> captured.putIfAbsent(
                            CaseFields.key(rule.field()), new Captured(rule.field(), value, rule.code())));
        }
        return List.copyOf(captured.values());
    }

    private static Optional<String> found(CaptureRule rule, String mailbox, UnderstoodMail mail, IdTags known) {
        return rule.find(
                mailbox, known.without(mail.heading().subject()), mail.content().newText());
    }

    private CaptureRule checked(OrganizerCode organizer, CaptureRule rule) {
        if (!CODE.matcher(rule.code()).matches()) {
            throw Refusal.invalid("code", rule.code(), "1 to 64 letters, digits, dots, dashes and underscores");
        }
        rule.finder().problem().ifPresent(problem -> {
            throw Refusal.invalid(
                    field(problem.reason()), problem.value(), problem.reason().expected());
        });
        if (rule.mailbox() != null) {
            mailboxes.require(organizer, rule.mailbox());
        }
        return new CaptureRule(
                rule.code(), fieldName(rule.field()), rule.place(), rule.mailbox(), rule.finder(), rule.active());
    }

    /** The name of a field of a case, or a refusal. */
    static String fieldName(@Nullable String typed) {
        String name = typed == null ? "" : typed.strip();
        if (name.isEmpty() || name.length() > LONGEST_FIELD || name.codePoints().anyMatch(Excerpt::isUnsafe)) {
            throw Refusal.invalid("field", typed, "1 to " + LONGEST_FIELD + " characters that can be seen");
        }
        return name;
    }

    /** The field of a form, or of the API, that has the problem. */
    static String field(FinderProblem.Reason reason) {
        return switch (reason) {
            case START_MISSING -> "startMark";
            case END_TOO_LONG -> "endMark";
            case PATTERN_MISSING, PATTERN_UNREADABLE, PATTERN_TOO_LARGE, PATTERN_MATCHES_NOTHING -> "pattern";
        };
    }

    private void journal(OrganizerCode organizer, String actor, String code, String action, ObjectNode body) {
        journal.append(organizer, actor, Differences.line("capture-rule", code, action, body));
    }

    private Instant now() {
        // PostgreSQL keeps microseconds
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
