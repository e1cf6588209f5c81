package io.counterfoil.helpdesk;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The HTML of an outgoing mail, made from its text: paragraphs, lists of lines that begin with "- ", and addresses of the template
 * itself as links. A value stands in the text as a private character until the HTML around it is done, so that nothing in it
 * can be a paragraph, a link or a tag.
 */
final class MailHtml {
    private static final int FIRST_MARK = 0xE000;
    private static final int LAST_MARK = 0xF8FF;
    private static final List<TemplateVariable> VARIABLES = List.of(TemplateVariable.values());
    private static final Pattern BLANK_LINES = Pattern.compile("\n{2,}");
    private static final Pattern LINK = Pattern.compile("https://[A-Za-z0-9./?=_%:~&;#@+-]*[A-Za-z0-9/=_]");
    private static final String QUOTE_STYLE =
            "margin:0 0 1em;padding-left:.8em;border-left:3px solid #c4c9d0;color:#5a6472";

    private MailHtml() {}

    /** What stands for a value. */
    static String mark(TemplateVariable variable) {
        return Character.toString(FIRST_MARK + VARIABLES.indexOf(variable));
    }

    /** Whether a character is kept for marks: no text from anywhere may have it. */
    static boolean isMark(int c) {
        return c >= FIRST_MARK && c <= LAST_MARK;
    }

    /**
     * A whole document.
     *
     * @param marked text with marks in place of values
     * @param values without marks
     */
    static String document(String title, String marked, Map<TemplateVariable, String> values, MailBrand brand) {
        return """
                <!DOCTYPE html>
                <html lang="%s"><head><meta charset="utf-8"><title>%s</title></head>
                <body style="margin:0;padding:16px;font-family:Arial,Helvetica,sans-serif;font-size:15px;line-height:1.5;color:#1d2733">
                <div style="max-width:42em;margin:0 auto">
                <p style="margin:0 0 1.2em;padding-bottom:.5em;border-bottom:3px solid %s;font-weight:bold;color:%s">%s</p>
                %s<p style="margin:1.5em 0 0;color:#5a6472">%s</p>
                </div>
                </body></html>
                """.formatted(
                        brand.language(),
                        escaped(title),
                        brand.colour(),
                        brand.colour(),
                        escaped(brand.displayName()),
                        body(marked, values),
                        escaped(brand.signature()).replace("\n", "<br>\n"));
    }

    /** The paragraphs of a text. */
    static String body(String marked, Map<TemplateVariable, String> values) {
        StringBuilder html = new StringBuilder();
        for (String block : BLANK_LINES.split(marked.strip(), -1)) {
            if (block.equals(mark(TemplateVariable.QUOTE))) {
                html.append("<blockquote style=\"").append(QUOTE_STYLE).append("\">");
                html.append(block).append("</blockquote>\n");
            } else if (block.lines().allMatch(line -> line.startsWith("- "))) {
                html.append("<ul>");
                block.lines()
                        .forEach(line -> html.append("<li>")
                                .append(text(line.substring(2)))
                                .append("</li>"));
                html.append("</ul>\n");
            } else {
                html.append("<p>")
                        .append(String.join(
                                "<br>\n", block.lines().map(MailHtml::text).toList()))
                        .append("</p>\n");
            }
        }
        return withValues(html.toString(), values);
    }

    private static String text(String line) {
        return LINK.matcher(escaped(line)).replaceAll("<a href=\"$0\">$0</a>");
    }

    private static String withValues(String html, Map<TemplateVariable, String> values) {
        String filled = html;
        for (TemplateVariable variable : VARIABLES) {
            String value = escaped(values.getOrDefault(variable, "")).replace("\n", "<br>\n");
            filled = filled.replace(mark(variable), value);
        }
        return filled;
    }

    /** Text that is text in HTML, also within an attribute. */
    static String escaped(String text) {
        StringBuilder out = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '&' -> out.append("&amp;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&#39;");
                default -> out.append(c);
            }
        }
        return out.toString();
    }
}
