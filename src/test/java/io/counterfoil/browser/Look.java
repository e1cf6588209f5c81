package io.counterfoil.browser;

import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.EmulateMediaOptions;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Looks at pages wide and narrow, light and dark: pictures in {@code target/screenshots}, nothing wider than the screen, nothing
 * cut off, no text without its translation, nothing that axe finds, nothing that the Content-Security-Policy blocks. A page is
 * loaded once and then resized and recoloured, as a window is.
 */
public final class Look {
    private static final Path PICTURES = Path.of("target/screenshots");
    private static final int WIDE = 1280;
    private static final int NARROW = 390;
    private static final int HEIGHT = 900;

    /** Rows of one list look alike: half a dozen are looked at. Axe's time grows with each cell, and lists took a minute. */
    private static final String SHORTEN = """
            () => document.querySelectorAll('tbody > tr:nth-child(n+7), option:nth-child(n+13):not(:checked)')
                .forEach(e => e.remove())""";

    /**
     * What is wrong with the page at its present width: cut off is text that does not fit and does not say so with an ellipsis,
     * a scroll bar or a hiding class.
     */
    private static final String WRONG = """
            () => {
                const root = document.documentElement, wrong = [];
                if (root.scrollWidth > root.clientWidth) wrong.push('is wider than the screen');
                for (const e of document.querySelectorAll('main *')) {
                    if (e.scrollWidth <= e.clientWidth + 1 || e.clientWidth <= 4) continue;
                    const style = getComputedStyle(e);
                    if (style.overflowX === 'hidden' && style.textOverflow !== 'ellipsis' && e.innerText && e.innerText.trim() !== '') {
                        wrong.push('is cut off: ' + e.outerHTML.substring(0, 120));
                    }
                }
                // what sticks out of its card lies over the next one; what scrolls or is cut off elsewhere does not
                for (const card of document.querySelectorAll('main .card')) {
                    const edge = card.getBoundingClientRect().right + 1;
                    for (const e of card.querySelectorAll('*')) {
                        if (e.getBoundingClientRect().right <= edge || !e.innerText || e.innerText.trim() === '') continue;
                        let held = false;
                        for (let up = e.parentElement; up !== card.parentElement && !held; up = up.parentElement) {
                            held = getComputedStyle(up).overflowX !== 'visible';
                        }
                        if (!held) wrong.push('sticks out of its card: ' + e.outerHTML.substring(0, 120));
                    }
                }
                if (document.body.textContent.includes('??')) wrong.push('shows a text without its translation');
                return wrong;
            }""";

    private static final String WHOLE_HEIGHT = "document.documentElement.scrollHeight";

    private final List<String> problems = new ArrayList<>();

    /** What was found, each with the picture or address it was found on. */
    public List<String> problems() {
        return List.copyOf(problems);
    }

    /** Hears what a page's browser complains of. */
    public Page watch(Page page) {
        page.onConsoleMessage(message -> {
            if (message.type().equals("error") && !isTold(message)) {
                problems.add(page.url() + ": " + message.text());
            }
        });
        return page;
    }

    /** Browsers note refused forms, pages that are not there and missing connections as errors of their own. */
    private static boolean isTold(ConsoleMessage message) {
        return message.text().contains("status of 4") || message.text().contains("ERR_INTERNET");
    }

    /** Wide and narrow, light and dark; the page is wide and light again afterwards. */
    public void at(Page page, String name) {
        page.evaluate(SHORTEN);
        // each width and each colour scheme once by axe, which takes longest, and no change that is not needed
        resize(page, WIDE);
        check(page, name, WIDE);
        note(name + " wide and light", Axe.problems(page));
        take(page, name, WIDE, ColorScheme.LIGHT);
        recolour(page, ColorScheme.DARK);
        take(page, name, WIDE, ColorScheme.DARK);
        resize(page, NARROW);
        check(page, name, NARROW);
        note(name + " narrow and dark", Axe.problemsOfLooks(page));
        take(page, name, NARROW, ColorScheme.DARK);
        recolour(page, ColorScheme.LIGHT);
        take(page, name, NARROW, ColorScheme.LIGHT);
        resize(page, WIDE);
    }

    /** Narrow and light only, without axe and without a picture: the same page in another language. */
    public void narrow(Page page, String name) {
        resize(page, NARROW);
        check(page, name, NARROW);
    }

    private void check(Page page, String name, int width) {
        if (page.evaluate(WRONG) instanceof List<?> wrong) {
            note(name + " at " + width, wrong);
        }
    }

    private void note(String where, List<?> wrong) {
        wrong.forEach(one -> problems.add(where + " " + one));
    }

    private static void take(Page page, String name, int width, ColorScheme scheme) {
        Picture.take(
                page, PICTURES.resolve(name + "-" + width + "-" + scheme.name().toLowerCase(Locale.ROOT) + ".png"));
    }

    /** As wide as this and as high as the page: a picture of more than the window costs five times what one of it does. */
    private static void resize(Page page, int width) {
        page.setViewportSize(width, HEIGHT);
        if (page.evaluate(WHOLE_HEIGHT) instanceof Integer height && height > HEIGHT) {
            page.setViewportSize(width, height);
        }
    }

    private static void recolour(Page page, ColorScheme scheme) {
        page.emulateMedia(new EmulateMediaOptions().setColorScheme(scheme));
    }
}
