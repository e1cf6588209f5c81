package io.counterfoil.helpdesk;

import io.counterfoil.mail.Correspondent;
import io.counterfoil.mail.OutgoingFile;
import io.counterfoil.mail.Passage;
import io.counterfoil.mail.UnderstoodMail;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a mail or an entry is found by, besides an entry's own text: pure. */
final class SearchedText {
    /** Characters of all of it: a list of words has a limit of 1 MiB, and an entry's text comes on top. */
    private static final int MOST = 20_000;

    private SearchedText() {}

    /** What a mail quotes, its signature and its files: what its entry does not say. */
    static String besides(UnderstoodMail mail) {
        if (mail.attachments().isEmpty() && mail.content().passages().size() <= 1) {
            return "";
        }
        Stream<String> quoted = mail.content().passages().stream()
                .filter(passage -> passage.kind() != Passage.Kind.NEW)
                .map(Passage::text);
        return joined(Stream.concat(files(mail), quoted));
    }

    /** All of a mail that no entry shows. */
    static String all(UnderstoodMail mail) {
        Stream<String> head = Stream.concat(
                Stream.of(mail.heading().subject()),
                mail.heading().from().stream().flatMap(SearchedText::person));
        return joined(Stream.concat(
                Stream.concat(head, files(mail)), Stream.of(mail.content().text())));
    }

    /** Names of files that an agent puts beside what he writes. */
    static String of(List<OutgoingFile> files) {
        return files.isEmpty() ? "" : joined(files.stream().map(file -> name(file.filename())));
    }

    private static Stream<String> person(Correspondent from) {
        return Stream.of(from.name(), from.address());
    }

    private static Stream<String> files(UnderstoodMail mail) {
        return mail.attachments().stream().map(file -> name(file.filename()));
    }

    /** As it is, and its words: PostgreSQL takes {@code seats_row3.pdf} for one. */
    private static String name(String filename) {
        return filename + " " + filename.replaceAll("[^\\p{L}\\p{N}]+", " ");
    }

    private static String joined(Stream<String> parts) {
        String all = parts.collect(Collectors.joining("\n"));
        return CaseText.cut(all, MOST);
    }
}
