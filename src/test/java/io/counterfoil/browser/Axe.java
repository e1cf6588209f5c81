package io.counterfoil.browser;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import java.util.List;

/** What axe finds against WCAG 2.2 AA. */
public final class Axe {
    private static final List<String> RULES = List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa");
    /** Axe's own call: its Java face opens a page and carries all that is well over the wire, a second each time. */
    private static final String VIOLATIONS = """
            async tags => (await axe.run(document, {runOnly: tags, resultTypes: ['violations']})).violations
                .map(v => v.id + ' ' + v.help + ' ' + v.nodes.slice(0, 3).map(n => n.html))""";

    private Axe() {}

    /** One line for each rule that the page as it stands breaks. */
    public static List<String> problems(Page page) {
        if (!Boolean.TRUE.equals(page.evaluate("typeof axe === 'object'"))) {
            page.evaluate(AxeBuilder.getAxeScript());
        }
        return ((List<?>) page.evaluate(VIOLATIONS, RULES))
                .stream().map(String::valueOf).toList();
    }
}
