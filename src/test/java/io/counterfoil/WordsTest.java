package io.counterfoil;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Words of the program that screens say: each has its translation, as one without shows itself to its readers. The French texts are
 * compared with the English ones by {@code TextsTest}.
 */
class WordsTest {
    private static final Path TEXTS = Path.of("src/main/resources/i18n");
    private static final Path TEMPLATES = Path.of("src/main/resources/templates");
    private static final Pattern GROUP = Pattern.compile("fmt(?:\\(\\))?\\.word\\(\\s*['\"]([\\w.-]+)['\"]");

    /** Which type's constants a group has words for. */
    private static final Map<String, List<String>> TYPES = new TreeMap<>(Map.ofEntries(
            Map.entry("bulk", List.of("push.BulkJob$Action")),
            Map.entry("bulk.line", List.of("push.BulkJob$LineState")),
            Map.entry("bulk.state", List.of("push.BulkJob$State")),
            Map.entry("case.action", List.of("helpdesk.CaseAction")),
            Map.entry("case.channel", List.of("helpdesk.CaseChannel")),
            Map.entry("case.help", List.of("backoffice.CaseTicketActions$Help")),
            Map.entry("case.link", List.of("helpdesk.CaseLink$Kind")),
            Map.entry("case.mark", List.of("helpdesk.CaseMark")),
            Map.entry("case.priority", List.of("helpdesk.CasePriority")),
            Map.entry("case.role", List.of("helpdesk.Participant$Role")),
            Map.entry("case.state", List.of("helpdesk.CaseState")),
            Map.entry("case.type", List.of("helpdesk.CaseType")),
            Map.entry("contacts.flag", List.of("contacts.ContactSearch$Flag")),
            Map.entry("delivery.state", List.of("mail.DeliveryState")),
            Map.entry("evidence.by", List.of("helpdesk.JoinedBy")),
            Map.entry("evidence.standing", List.of("helpdesk.Standing")),
            Map.entry("health", List.of("backoffice.FunctionHealth")),
            Map.entry("held.done", List.of("sync.Held$State")),
            Map.entry("held.state", List.of("sync.Held$State")),
            Map.entry("line.action", List.of("tickets.Distribution$Action")),
            Map.entry("line.source", List.of("tickets.Distribution$Source")),
            Map.entry("line.status", List.of("tickets.Distribution$Status")),
            Map.entry("mail.asked", List.of("helpdesk.HeldQuestions$Asked")),
            Map.entry("mail.authentication", List.of("mail.Authentication$Verdict")),
            Map.entry("mail.decided", List.of("helpdesk.HeldMail$State")),
            Map.entry("mail.nature", List.of("mail.MailKind")),
            Map.entry("mail.outcome", List.of("helpdesk.Decision$Outcome", "helpdesk.MailSearch$Kind")),
            Map.entry("mail.part", List.of("helpdesk.Replay$Part")),
            Map.entry("mail.passage", List.of("mail.Passage$Kind")),
            Map.entry("mail.reason", List.of("helpdesk.HeldReason", "helpdesk.IgnoredReason", "helpdesk.CaseMark")),
            Map.entry("mail.state", List.of("mail.InboundMail$State")),
            Map.entry("mobile", List.of("tickets.LifecycleStatus")),
            Map.entry("push.outcome", List.of("push.Pushed$Outcome")),
            Map.entry("run.startedBy", List.of("runs.StartedBy")),
            Map.entry("run.status", List.of("runs.RunStatus")),
            Map.entry("sender", List.of("helpdesk.SenderKind")),
            Map.entry("ticket.state", List.of("tickets.TicketState")),
            // those that pages name by fmt.text or #{…}
            Map.entry("capture.expected", List.of("helpdesk.FinderProblem$Reason")),
            Map.entry("capture.kind", List.of("helpdesk.TextFinder$Kind")),
            Map.entry("capture.place", List.of("helpdesk.CaptureRule$Place")),
            Map.entry("levels.priority", List.of("helpdesk.CasePriority")),
            Map.entry("role", List.of("accounts.Role")),
            Map.entry("tag.expected", List.of("helpdesk.TagSetting$Reason")),
            Map.entry("template.about", List.of("helpdesk.MailEvent")),
            Map.entry("template.event", List.of("helpdesk.MailEvent")),
            Map.entry("template.variable", List.of("helpdesk.TemplateVariable")),
            Map.entry("ticket.moved", List.of("tickets.Distribution$Status")),
            Map.entry("transfer.done", List.of("backoffice.TicketActions$TransferAction"))));

    /** Constants that no page says by these words. */
    private static final Set<String> UNSAID = Set.of(
            // what is held is not decided yet, and what is open not done
            "mail.decided.HELD",
            "held.done.OPEN",
            // what somebody wrote himself needs no word above it
            "mail.passage.NEW",
            // only what is bad is listed
            "push.outcome.ACCEPTED",
            "push.outcome.UNCHANGED",
            "push.outcome.SKIPPED",
            // a word of a wallet that nobody knows stands as it came
            "mobile.UNKNOWN");

    /** Groups of words that are no type's, or that anybody may send: those without a text stand as they are. */
    private static final Set<String> OPEN = Set.of(
            "case.due",
            "case.member",
            "dry",
            "held.next",
            "journal.action",
            "journal.entity",
            "line.reason",
            "parameter",
            "parameter.values",
            "reason",
            "refused",
            "refused.field",
            "run.level");

    @Test
    void everyConstantThatAPageSaysHasItsWord() throws Exception {
        Set<String> known = texts();
        List<String> missing = new ArrayList<>();
        for (Map.Entry<String, List<String>> group : TYPES.entrySet()) {
            for (String type : group.getValue()) {
                for (Object constant : Objects.requireNonNull(
                        Class.forName("io.counterfoil." + type).getEnumConstants())) {
                    String key = group.getKey() + "." + constant;
                    if (!known.contains(key) && !UNSAID.contains(key)) {
                        missing.add(key);
                    }
                }
            }
        }
        assertThat(missing).isEmpty();
        assertThat(UNSAID).doesNotContainAnyElementsOf(known);
    }

    @Test
    void everyGroupOfWordsIsKnownHere() throws IOException {
        Set<String> used = new TreeSet<>();
        for (Path root : List.of(TEMPLATES, Sources.MAIN)) {
            try (Stream<Path> files = Files.walk(root)) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    Matcher word = GROUP.matcher(Files.readString(file));
                    while (word.find()) {
                        used.add(word.group(1));
                    }
                }
            }
        }
        assertThat(used).hasSizeGreaterThan(40).allMatch(group -> TYPES.containsKey(group) || OPEN.contains(group));
    }

    @Test
    void everythingTheJournalsTellHasItsWord() throws IOException {
        JournalWords told = new JournalWords(Sources.all());
        Set<String> known = texts();

        // the states of quarantined entries, in small letters
        assertThat(told.unresolved).containsExactly("Replays: state.name().toLowerCase(Locale.ROOT)");
        assertThat(told.actions).contains("created", "second-factor-on", "mail-appended", "invitation-resent");
        Set<String> actions = new TreeSet<>(told.actions);
        actions.addAll(List.of("replayed", "superseded"));
        assertThat(missing(actions, "journal.action.", known)).isEmpty();
        assertThat(missing(told.entities, "journal.entity.", known)).isEmpty();
    }

    private static List<String> missing(Set<String> words, String group, Set<String> known) {
        return words.stream()
                .map(word -> group + word)
                .filter(key -> !known.contains(key))
                .toList();
    }

    private static Set<String> texts() throws IOException {
        Set<String> known = new TreeSet<>();
        try (Stream<Path> files = Files.list(TEXTS)) {
            for (Path file : files.filter(each -> !each.toString().endsWith("_fr.properties"))
                    .toList()) {
                Properties texts = new Properties();
                try (var reader = Files.newBufferedReader(file)) {
                    texts.load(reader);
                }
                known.addAll(texts.stringPropertyNames());
            }
        }
        return known;
    }
}
