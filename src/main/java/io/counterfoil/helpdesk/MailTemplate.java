package io.counterfoil.helpdesk;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.MustacheException;
import com.samskivert.mustache.Template;
import io.counterfoil.kernel.Excerpt;
import io.counterfoil.kernel.Refusal;
import io.counterfoil.kernel.Rule;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Subject and text of a mail with names in them, as an organizer writes them. The language is Mustache without partials, and with
 * nothing to reach but strings by their names: no members, no methods, no code. Source: help desk rule 9.
 *
 * @param subject one line; the tag comes behind it, whatever it says
 */
@Rule(
        "A template names only the variables of its event: {{name}} is its value, {{#name}}…{{/name}} stands where there is one,"
                + " {{^name}}…{{/name}} where there is none. A value never gets a line break into the subject nor a mark into the"
                + " HTML; to a sender who is not authenticated nothing is said that others chose.")
public record MailTemplate(String subject, String text) {
    private static final int LONGEST_SUBJECT = 200;
    private static final int LONGEST_TEXT = 20_000;
    private static final Mustache.Compiler LANGUAGE = Mustache.compiler()
            .escapeHTML(false)
            .emptyStringIsFalse(true)
            .defaultValue("")
            .withCollector(new StringsOnly());

    /**
     * What a template says with its values.
     *
     * @param marked the text with each value replaced by its mark, see {@link MailHtml}
     */
    public record Filled(String subject, String text, String marked) {}

    /** Refuses what cannot be filled for this event; the message names what is wrong and what is expected. */
    public void check(MailEvent event) {
        if (subject.isBlank() || subject.length() > LONGEST_SUBJECT || subject.indexOf('\n') >= 0) {
            throw Refusal.invalid("subject", subject, "one line of 1 to " + LONGEST_SUBJECT + " characters");
        }
        if (text.isBlank() || text.length() > LONGEST_TEXT) {
            throw Refusal.invalid("text", text, "1 to " + LONGEST_TEXT + " characters");
        }
        check("subject", subject, event);
        check("text", text, event);
    }

    private static void check(String field, String source, MailEvent event) {
        Optional<Integer> unsafe = source.codePoints()
                .filter(c -> (Excerpt.isUnsafe(c) && c != '\n') || MailHtml.isMark(c))
                .boxed()
                .findFirst();
        if (unsafe.isPresent()) {
            throw Refusal.invalid(
                    field, String.format("U+%04X", unsafe.get()), "no control, bidirectional or private characters");
        }
        if (source.contains("{{=")) {
            throw Refusal.invalid(field, "{{=", "names in double braces, which stay as they are");
        }
        Set<String> known =
                event.variables().stream().map(TemplateVariable::code).collect(Collectors.toCollection(TreeSet::new));
        try {
            LANGUAGE.compile(source).visit(new Names(field, known));
        } catch (MustacheException | IllegalArgumentException unreadable) {
            throw Refusal.invalid(
                    field, unreadable.getMessage(), "{{name}}, and each {{#name}} and {{^name}} ended by {{/name}}");
        }
    }

    /** The template with values; a variable that has none is empty. */
    public Filled fill(Map<TemplateVariable, String> values) {
        Map<String, String> lines = new HashMap<>();
        Map<String, String> plain = new HashMap<>();
        Map<String, String> marks = new HashMap<>();
        values.forEach((variable, value) -> {
            String clean = clean(variable, value);
            lines.put(variable.code(), MailText.line(clean));
            plain.put(variable.code(), variable.kind() == TemplateVariable.Kind.QUOTE ? MailText.quoted(clean) : clean);
            marks.put(variable.code(), clean.isEmpty() ? "" : MailHtml.mark(variable));
        });
        return new Filled(
                MailText.line(filled(subject, lines)),
                MailText.tidy(filled(text, plain)),
                MailText.tidy(filled(text, marks)));
    }

    /** Values without what is not fit for a mail, for its HTML. */
    static Map<TemplateVariable, String> clean(Map<TemplateVariable, String> values) {
        Map<TemplateVariable, String> clean = new EnumMap<>(TemplateVariable.class);
        values.forEach((variable, value) -> clean.put(variable, clean(variable, value)));
        return clean;
    }

    private static String clean(TemplateVariable variable, String value) {
        return variable.kind() == TemplateVariable.Kind.LINE ? MailText.line(value) : MailText.lines(value);
    }

    private static String filled(String source, Map<String, String> values) {
        return LANGUAGE.compile(source).execute(values);
    }

    /** Reaches the strings of a map by their names, and nothing else of any object. */
    private static final class StringsOnly implements Mustache.Collector {
        @Override
        public @Nullable Iterator<?> toIterator(Object value) {
            return null;
        }

        @Override
        public Mustache.VariableFetcher createFetcher(Object context, String name) {
            return StringsOnly::value;
        }

        private static Object value(Object context, String name) {
            if (!(context instanceof Map<?, ?> map)) {
                return Template.NO_FETCHER_FOUND;
            }
            Object value = map.get(name);
            return value == null ? "" : value;
        }

        @Override
        public <K, V> Map<K, V> createFetcherCache() {
            return new HashMap<>();
        }
    }

    /** Refuses names that are not known, and what is no name. */
    private record Names(String field, Set<String> known) implements Mustache.Visitor {
        @Override
        public void visitText(String text) {
            if (text.contains("{{")) {
                throw Refusal.invalid(field, text, "{{name}} in full, with both braces at its end");
            }
        }

        @Override
        public void visitVariable(String name) {
            require(name);
        }

        @Override
        public boolean visitInclude(String name) {
            throw Refusal.invalid(field, "{{> " + name + "}}", "no other template inside");
        }

        @Override
        public boolean visitParent(String name) {
            return visitInclude(name);
        }

        @Override
        public boolean visitBlock(String name) {
            return visitInclude(name);
        }

        @Override
        public boolean visitSection(String name) {
            require(name);
            return true;
        }

        @Override
        public boolean visitInvertedSection(String name) {
            require(name);
            return true;
        }

        private void require(String name) {
            if (!known.contains(name)) {
                throw Refusal.invalid(field, "{{" + name + "}}", "one of " + String.join(", ", known));
            }
        }
    }
}
