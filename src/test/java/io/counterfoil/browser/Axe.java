package io.counterfoil.browser;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import java.util.List;
import java.util.Map;

/** What axe finds against WCAG 2.2 AA. */
public final class Axe {
    private static final List<String> RULES = List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa");
    /** Those of the rules that a page's width or colours can break. */
    private static final List<String> LOOKS =
            List.of("color-contrast", "link-in-text-block", "scrollable-region-focusable", "target-size");
    /**
     * Axe's own call: its Java face opens a page and carries all that is well over the wire, a second each time. Selectors of
     * what is found and the media's content are not asked for: they took a third of the time.
     */
    private static final String VIOLATIONS = """
            async ({only, without}) => (await axe.run(without ? {exclude: [[without]]} : document,
                    {runOnly: only, resultTypes: ['violations'], selectors: false, preload: false}))
                .violations.map(v => v.id + ' ' + v.help + ' ' + v.nodes.slice(0, 3).map(n => n.html))""";

    private Axe() {}

    /** One line for each rule that the page as it stands breaks. */
    public static List<String> problems(Page page) {
        return problems(page, Map.of("type", "tag", "values", RULES), "");
    }

    /** {@link #problems(Page)} without a part that it has seen before: a menu that is on each page takes half of the time. */
    public static List<String> problemsWithout(Page page, String part) {
        return problems(page, Map.of("type", "tag", "values", RULES), part);
    }

    /**
     * {@link #problemsWithout} of a page that is now wider, narrower, lighter or darker than when axe saw it first.
     *
     * @param part empty: nothing is left out
     */
    public static List<String> problemsOfLooks(Page page, String part) {
        return problems(page, Map.of("type", "rule", "values", LOOKS), part);
    }

    private static List<String> problems(Page page, Map<String, Object> only, String part) {
        if (!Boolean.TRUE.equals(page.evaluate("typeof axe === 'object'"))) {
            page.evaluate(AxeBuilder.getAxeScript());
        }
        return ((List<?>) page.evaluate(VIOLATIONS, Map.of("only", only, "without", part)))
                .stream().map(String::valueOf).toList();
    }
}
