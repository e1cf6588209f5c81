package io.counterfoil.mail;

import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.owasp.html.HtmlSanitizer;

/**
 * The plain text of HTML, for search and for telling the new from the quoted: lines where a browser would begin one, {@code >}
 * before quoted lines, and a mark where a mail program's own HTML says that a quote begins.
 */
final class HtmlText implements HtmlSanitizer.Policy {
    private static final Set<String> BLOCKS = Set.of(
            "p",
            "div",
            "tr",
            "ul",
            "ol",
            "li",
            "table",
            "h1",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
            "pre",
            "blockquote",
            "section",
            "article",
            "header",
            "footer",
            "address",
            "center",
            "dl",
            "dt",
            "dd",
            "hr",
            "form",
            "fieldset",
            "figure",
            "tbody");
    private static final Set<String> WITHOUT_TEXT = Set.of(
            "script", "style", "title", "head", "noscript", "template", "svg", "math", "object", "iframe", "select");
    private static final Set<String> VOID =
            Set.of("br", "hr", "img", "meta", "link", "input", "base", "area", "col", "embed", "source", "wbr");
    /** What mail programs call the element around their quotes. */
    private static final Pattern QUOTE = Pattern.compile(
            "gmail_quote|gmail_quote_container|yahoo_quoted|protonmail_quote|divrplyfwdmsg|appendonsend|moz-cite-prefix"
                    + "|olk_src_body_section|mail-editor-reference-message-container|reply-intro|x_gmail_quote"
                    + "|zmail_extra|tutanota_quote|ms-outlook-mobile-reference-message|isforwardcontent");

    private static final Pattern BLANKS = Pattern.compile("\\s+");
    private static final int MOST_DEPTH = 20;

    private final StringBuilder out = new StringBuilder();
    private int quoteDepth;
    private int silent;
    private int preformatted;
    private int openLines;
    private boolean atLineStart = true;
    private boolean blank;

    private HtmlText() {}

    static String of(String html) {
        HtmlText text = new HtmlText();
        // what is wrong with it is told of its view
        HtmlSanitizer.sanitize(html, text, next -> new FewTags(next, new Defects()));
        return text.out.toString().strip();
    }

    @Override
    public void openDocument() {
        // nothing comes before the first tag
    }

    @Override
    public void closeDocument() {
        // nothing follows the last one
    }

    @Override
    public void openTag(String element, List<String> attributes) {
        String name = element.toLowerCase(Locale.ROOT);
        if (WITHOUT_TEXT.contains(name)) {
            silent++;
            return;
        }
        if (BLOCKS.contains(name)) {
            lineBreak(name.equals("p") || name.equals("blockquote") ? 2 : 1);
        }
        if (isQuote(attributes)) {
            lineBreak(1);
            append(String.valueOf(Texts.QUOTE_BEGINS));
            lineBreak(1);
        }
        switch (name) {
            case "br" -> hardBreak();
            case "blockquote" -> quoteDepth++;
            case "li" -> append("- ");
            case "pre" -> preformatted++;
            case "hr" -> {
                append("________________________________");
                lineBreak(1);
            }
            case "td", "th" -> blank = !atLineStart;
            case "img" -> append(alternative(attributes));
            default -> {
                // inline
            }
        }
    }

    @Override
    public void closeTag(String element) {
        String name = element.toLowerCase(Locale.ROOT);
        if (VOID.contains(name)) {
            return;
        }
        if (WITHOUT_TEXT.contains(name)) {
            silent = Math.max(0, silent - 1);
            return;
        }
        if (BLOCKS.contains(name)) {
            lineBreak(name.equals("p") || name.equals("blockquote") ? 2 : 1);
        }
        if (name.equals("blockquote")) {
            quoteDepth = Math.max(0, quoteDepth - 1);
        } else if (name.equals("pre")) {
            preformatted = Math.max(0, preformatted - 1);
        }
    }

    @Override
    public void text(String text) {
        if (silent > 0) {
            return;
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\n' && preformatted > 0) {
                hardBreak();
            } else if (Character.isWhitespace(c) || c == '\u00A0') {
                blank |= !atLineStart || preformatted > 0;
            } else if (c != '\u200B' && c != '\u200C' && c != '\u00AD' && c != '\uFEFF' && c != '\u034F') {
                // the ones left out are invisible; newsletters fill their previews with them
                append(c);
            }
        }
    }

    private static boolean isQuote(List<String> attributes) {
        // the sanitizer's list is a linked one: places cost
        Iterator<String> each = attributes.iterator();
        while (each.hasNext()) {
            String name = each.next();
            String value = each.next();
            if (name.equals("class") || name.equals("id")) {
                for (String word : BLANKS.split(value, 20)) {
                    if (QUOTE.matcher(word.toLowerCase(Locale.ROOT)).matches()) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    private static String alternative(List<String> attributes) {
        Iterator<String> each = attributes.iterator();
        while (each.hasNext()) {
            String name = each.next();
            String value = each.next();
            if (name.equals("alt")) {
                String alt = Texts.line(value);
                return alt.isEmpty() ? "" : "[" + alt + "]";
            }
        }
        return "";
    }

    private void append(String text) {
        if (silent == 0) {
            for (int i = 0; i < text.length(); i++) {
                append(text.charAt(i));
            }
        }
    }

    private void append(char c) {
        if (atLineStart) {
            beginLine();
        } else if (blank) {
            out.append(' ');
        }
        blank = false;
        out.append(c);
    }

    private void beginLine() {
        int depth = Math.min(quoteDepth, MOST_DEPTH);
        if (!out.isEmpty()) {
            for (int i = 1; i < openLines; i++) {
                out.append('\n').append(">".repeat(depth));
            }
            out.append('\n');
        }
        out.append(">".repeat(depth)).append(depth > 0 ? " " : "");
        openLines = 0;
        atLineStart = false;
    }

    /** @param lines 1: the next text begins a line; 2: with an empty line before it */
    private void lineBreak(int lines) {
        if (silent == 0) {
            openLines = Math.max(openLines, lines);
            atLineStart = true;
            blank = false;
        }
    }

    private void hardBreak() {
        if (silent == 0) {
            openLines = Math.min(3, atLineStart ? openLines + 1 : 1);
            atLineStart = true;
            blank = false;
        }
    }
}
