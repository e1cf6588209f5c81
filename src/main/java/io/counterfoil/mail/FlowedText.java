package io.counterfoil.mail;

/** Text whose lines were broken for sending (format=flowed, RFC 3676), put together again. */
final class FlowedText {
    private FlowedText() {}

    /** @param delSp whether the blank that marks a soft break was added by the sender */
    static String unwrap(String text, boolean delSp) {
        StringBuilder out = new StringBuilder(text.length());
        int depthBefore = -1;
        for (String line : text.split("\n", -1)) {
            int depth = 0;
            while (depth < line.length() && line.charAt(depth) == '>') {
                depth++;
            }
            String rest = line.substring(depth);
            String content = rest.startsWith(" ") ? rest.substring(1) : rest;
            if (depthBefore == depth) {
                out.append(content);
            } else {
                out.append(depthBefore < 0 ? "" : "\n").append(">".repeat(depth));
                out.append(depth > 0 ? " " : "").append(content);
            }
            boolean soft = content.endsWith(" ") && !content.equals("-- ");
            if (soft && delSp) {
                out.setLength(out.length() - 1);
            }
            if (!soft) {
                out.append('\n');
            }
            depthBefore = soft ? depth : -1;
        }
        if (!out.isEmpty() && out.charAt(out.length() - 1) == '\n') {
            out.setLength(out.length() - 1);
        }
        return out.toString();
    }
}
