package io.counterfoil.browser;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import java.util.List;

/** What axe finds against WCAG 2.2 AA. */
public final class Axe {
    private static final List<String> RULES = List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa");
    private static final int MOST_EXAMPLES = 3;

    private Axe() {}

    /** One line for each rule that the page as it stands breaks. */
    public static List<String> problems(Page page) {
        return new AxeBuilder(page)
                .withTags(RULES).analyze().getViolations().stream()
                        .map(rule -> rule.getId() + " " + rule.getHelp() + " "
                                + rule.getNodes().stream()
                                        .limit(MOST_EXAMPLES)
                                        .map(node -> node.getHtml())
                                        .toList())
                        .toList();
    }
}
