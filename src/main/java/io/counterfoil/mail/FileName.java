package io.counterfoil.mail;

import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Names of attachments that can be shown and saved: no path, nothing that turns the reading direction, never empty. */
final class FileName {
    private static final Pattern UNSAFE = Pattern.compile("[<>:\"|?*\\\\/]");
    private static final int LONGEST = 150;
    private static final Map<String, String> ENDINGS = Map.of(
            "text/html", ".html",
            "text/calendar", ".ics",
            "image/png", ".png",
            "image/jpeg", ".jpg",
            "image/gif", ".gif",
            "application/pdf", ".pdf",
            "application/ms-tnef", ".dat",
            "message/rfc822", ".eml");

    private FileName() {}

    /** @param given as the mail says it; null: made from number and type */
    static String of(@Nullable String given, String contentType, int number) {
        String line = given == null ? "" : Texts.line(given);
        String last = line.substring(Math.max(line.lastIndexOf('/'), line.lastIndexOf('\\')) + 1);
        String safe = UNSAFE.matcher(last).replaceAll("_").strip();
        // names of dots only mean folders
        String name = safe.replace(".", "").isBlank() ? "" : safe;
        if (name.isEmpty()) {
            return "attachment-" + number
                    + ENDINGS.getOrDefault(contentType, contentType.matches("(?:text|message)/.*") ? ".txt" : ".bin");
        }
        if (name.length() <= LONGEST) {
            return name;
        }
        int dot = name.lastIndexOf('.');
        String ending = dot > 0 && name.length() - dot <= 10 ? name.substring(dot) : "";
        return name.substring(0, LONGEST - ending.length()) + ending;
    }
}
