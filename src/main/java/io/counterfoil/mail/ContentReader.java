package io.counterfoil.mail;

import io.counterfoil.mail.PartCollector.Body;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Text and view of a mail from its parts. */
final class ContentReader {
    private static final Pattern TAG = Pattern.compile("<[^>]{0,10000}>");

    private final Map<String, Integer> fileByContentId = new HashMap<>();
    private final HtmlCleaner cleaner;

    ContentReader(List<Attachment> files, RemoteContent remote, Defects defects) {
        for (Attachment file : files) {
            if (!file.contentId().isEmpty()) {
                fileByContentId.putIfAbsent(file.contentId().toLowerCase(Locale.ROOT), file.number());
            }
        }
        this.cleaner = new HtmlCleaner(fileByContentId, remote, defects);
    }

    /** @param marked what {@link #textOf} says of the bodies */
    MailContent read(List<Body> bodies, String marked, boolean forwards) {
        List<Passage> passages = ReplyFold.fold(marked, forwards);
        List<String> views = new ArrayList<>();
        for (Body body : bodies) {
            String view = viewOf(body);
            if (!view.isEmpty()) {
                views.add(view);
            }
        }
        return new MailContent(
                Texts.unmarked(marked).strip(),
                ReplyFold.newText(passages),
                passages,
                String.join("\n<hr />\n", views),
                cleaner.blocked());
    }

    /** The files as they are shown: which of them the HTML shows. */
    List<Attachment> files(List<Attachment> files) {
        return files.stream()
                .map(file -> cleaner.shown().contains(file.number())
                        ? new Attachment(
                                file.number(),
                                file.filename(),
                                file.contentType(),
                                file.size(),
                                file.sha256(),
                                file.contentId(),
                                true)
                        : file)
                .toList();
    }

    /** The plain text, with marks where it was made from HTML. */
    static String textOf(List<Body> bodies) {
        return bodies.stream()
                .map(body -> body.plain().isBlank() ? HtmlText.of(body.html()) : body.plain())
                .filter(text -> !text.isBlank())
                .collect(Collectors.joining("\n\n"));
    }

    private String viewOf(Body body) {
        if (!body.html().isBlank()) {
            String clean = cleaner.clean(body.html());
            boolean shows =
                    clean.contains("<img") || !TAG.matcher(clean).replaceAll("").isBlank();
            if (shows) {
                return clean;
            }
        }
        String text = body.plain().isBlank() ? Texts.unmarked(HtmlText.of(body.html())) : body.plain();
        return text.isBlank() ? "" : ofText(text.strip());
    }

    /** Plain text as HTML: its lines stay lines. */
    static String ofText(String text) {
        return "<pre>"
                + text.replace("&", "&amp;")
                        .replace("<", "&lt;")
                        .replace(">", "&gt;")
                        .replace("\"", "&#34;")
                + "</pre>";
    }
}
