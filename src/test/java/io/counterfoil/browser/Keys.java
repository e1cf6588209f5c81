package io.counterfoil.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.util.List;

/** Somebody without a mouse. Whatever has the focus on his way shows it. */
public record Keys(Page page) {
    /** How the focused element shows it, and its names: its label, its own text or its id. Beyond the page's end it is nobody's. */
    private static final String FOCUS = """
            () => {
              const one = document.activeElement, flat = text => (text || '').replace(/\\s+/g, ' ').trim();
              const label = one.labels && one.labels.length > 0 ? one.labels[0].textContent : '';
              if (one === document.body) return ['beyond'];
              return [getComputedStyle(one).outlineStyle, flat(one.getAttribute('aria-label')), flat(label), flat(one.textContent), one.id];
            }""";

    private static final int MOST_TABS = 90;

    /** Goes on with the tabulator until what has the focus is called this. */
    public void tabTo(String name) {
        for (int i = 0; i < MOST_TABS; i++) {
            page.keyboard().press("Tab");
            @SuppressWarnings("unchecked")
            List<String> focus = (List<String>) page.evaluate(FOCUS);
            assertThat(focus.getFirst()).as("outline of %s", focus).isNotEqualTo("none");
            if (focus.subList(1, focus.size()).contains(name)) {
                return;
            }
        }
        throw new AssertionError("the tabulator does not reach " + name);
    }

    /** Types into what has the focus. */
    public void type(String text) {
        page.keyboard().type(text);
    }

    /** Presses what has the focus, and waits for the page that comes of it. */
    public void enter() {
        page.evaluate("window.former = true");
        page.keyboard().press("Enter");
        page.waitForFunction("() => !window.former && document.readyState === 'complete'");
    }
}
