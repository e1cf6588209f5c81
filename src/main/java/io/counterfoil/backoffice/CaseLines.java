package io.counterfoil.backoffice;

import io.counterfoil.helpdesk.CaseAction;
import io.counterfoil.helpdesk.CaseEntry;
import io.counterfoil.helpdesk.CaseFiles;
import io.counterfoil.helpdesk.Evidence;
import io.counterfoil.helpdesk.JoinedBy;
import io.counterfoil.helpdesk.MailboxTags;
import io.counterfoil.helpdesk.SenderKind;
import io.counterfoil.helpdesk.StoredMails;
import io.counterfoil.kernel.CaseNumber;
import io.counterfoil.kernel.OrganizerCode;
import io.counterfoil.mail.Passage;
import io.counterfoil.mail.RemoteContent;
import io.counterfoil.mail.UnderstoodMail;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How the entries of a case read. */
final class CaseLines {
    /** Mails of which quotes and files are shown at once; of older ones on their own page. */
    private static final int READ = 10;

    private static final int LONGEST = 20_000;
    private static final String ARROW = " → ";

    private final StoredMails mails;
    private final CaseFiles files;
    private final MailboxTags tags;

    CaseLines(StoredMails mails, CaseFiles files, MailboxTags tags) {
        this.mails = mails;
        this.files = files;
        this.tags = tags;
    }

    /** Within the organizer's transaction. */
    List<CaseView.Line> of(OrganizerCode organizer, List<CaseEntry> entries, People people) {
        List<UUID> last = new ArrayList<>();
        for (CaseEntry entry : entries.reversed()) {
            if (entry.mailId() != null && entry.action() != CaseAction.REPLY && last.size() < READ) {
                last.add(entry.mailId());
            }
        }
        Map<UUID, List<CaseFiles.Listed>> added =
                people.view().isMasked() ? Map.of() : files.list(organizer, written(entries));
        return entries.stream()
                .map(entry -> line(
                        organizer,
                        entry,
                        last.contains(entry.mailId()),
                        added.getOrDefault(entry.id(), List.of()),
                        people))
                .toList();
    }

    /** Entries that files can stand beside. */
    private static List<UUID> written(List<CaseEntry> entries) {
        return entries.stream()
                .filter(entry -> entry.action() == CaseAction.REPLY || entry.action() == CaseAction.NOTE)
                .map(CaseEntry::id)
                .toList();
    }

    private CaseView.Line line(
            OrganizerCode organizer, CaseEntry entry, boolean read, List<CaseFiles.Listed> added, People people) {
        Evidence evidence = entry.evidence();
        boolean ours = entry.kind() == SenderKind.AGENT || entry.kind() == SenderKind.SYSTEM;
        String author = ours ? entry.author() : String.valueOf(people.view().name(entry.author()));
        String line = entry.authorLine() == null ? "" : entry.authorLine();
        boolean byItself = entry.kind() == SenderKind.SYSTEM && line.isEmpty();
        String under =
                byItself ? people.fmt().text("entry.by-itself") : line.contains("@") ? people.address(line) : line;
        String text = entry.kind() == SenderKind.SYSTEM && entry.mailId() == null
                ? change(entry, people.fmt())
                : bounded(String.valueOf(people.view().other(entry.text())));
        boolean masked = people.view().isMasked();
        UUID mailId = entry.mailId();
        UnderstoodMail mail =
                read && !masked && mailId != null ? mails.read(organizer, mailId, RemoteContent.BLOCKED) : null;
        return new CaseView.Line(
                entry,
                author.isBlank() ? under : author,
                author.isBlank() ? "" : under,
                text,
                evidence == null ? null : words(evidence, people.fmt()),
                mail == null || !CaseView.isDoubtful(entry)
                        ? ""
                        : tags.matching(organizer).without(mail.heading().subject()),
                mail == null ? "" : bounded(quoted(mail)),
                files(entry, mail, added));
    }

    private static List<CaseView.File> files(
            CaseEntry entry, @Nullable UnderstoodMail mail, List<CaseFiles.Listed> added) {
        List<CaseView.File> all = new ArrayList<>();
        if (mail != null) {
            mail.attachments()
                    .forEach(file -> all.add(new CaseView.File(
                            "/mails/" + entry.mailId() + "/attachments/" + file.number(),
                            file.filename(),
                            file.size())));
        }
        added.forEach(file -> all.add(
                new CaseView.File("/entries/" + entry.id() + "/files/" + file.number(), file.filename(), file.size())));
        return all;
    }

    private static String quoted(UnderstoodMail mail) {
        return mail.content().newText().isBlank()
                ? ""
                : mail.content().passages().stream()
                        .filter(passage -> passage.kind() != Passage.Kind.NEW)
                        .map(Passage::text)
                        .collect(Collectors.joining("\n\n"));
    }

    private static String bounded(String text) {
        return text.length() <= LONGEST
                ? text
                : text.substring(0, Character.isHighSurrogate(text.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST) + "…";
    }

    /** Why a mail is where it is, as people say it. */
    static String words(Evidence evidence, Formats fmt) {
        List<String> parts = new ArrayList<>();
        CaseNumber number = evidence.number();
        String by = fmt.word("evidence.by", evidence.by());
        if (evidence.by() == JoinedBy.OPENED) {
            parts.add(fmt.text("evidence.opened", by));
        } else if (number == null) {
            parts.add(fmt.text("evidence.no-case", by));
        } else {
            parts.add(fmt.text("evidence.joined", Long.toString(number.value()), by));
        }
        if (evidence.standing() != null) {
            parts.add(fmt.word("evidence.standing", evidence.standing()));
        }
        if (!evidence.also().isEmpty()) {
            parts.add(fmt.text("evidence.also", numbers(evidence.also())));
        }
        if (!evidence.unknown().isEmpty()) {
            parts.add(fmt.text("evidence.unknown", numbers(evidence.unknown())));
        }
        return String.join(fmt.text("evidence.and"), parts);
    }

    private static String numbers(List<CaseNumber> numbers) {
        return numbers.stream().map(each -> Long.toString(each.value())).collect(Collectors.joining(", "));
    }

    /** What changed, {@code OPEN → SOLVED} or {@code priority: LOW → HIGH}, in the reader's language. */
    static String change(CaseEntry entry, Formats fmt) {
        String text = entry.text();
        return switch (entry.action()) {
            case STATE -> words(text, "case.state", fmt);
            case HELD -> fmt.word("mail.decided", text);
            case CHANGED -> {
                int colon = text.indexOf(": ");
                String member = colon < 0 ? "" : text.substring(0, colon);
                yield member.isEmpty() || member.contains(" ")
                        ? text
                        : fmt.word("case.member", member)
                                + fmt.text("case.changed.colon")
                                + words(text.substring(colon + 2), "case." + member, fmt);
            }
            case MAIL, AUTO_REPLY, BOUNCE, REPLY, NOTE, CALL, ASSIGNED, MERGED, SPLIT, LINKED, NOTICE -> text;
        };
    }

    private static String words(String text, String group, Formats fmt) {
        return Arrays.stream(text.split(ARROW, -1))
                .map(word -> fmt.word(group, word))
                .collect(Collectors.joining(ARROW));
    }
}
