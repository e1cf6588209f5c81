package io.counterfoil.browser;

import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.EmulateMediaOptions;
import com.microsoft.playwright.options.ColorScheme;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Looks at pages wide and narrow, light and dark: pictures in {@code target/screenshots}, nothing wider than the screen, nothing
 * cut off, nothing over something else, no text without its translation, nothing that axe finds, nothing that the
 * Content-Security-Policy blocks. A page is loaded once and then resized and recoloured, as a window is.
 */
public final class Look {
    private static final Path PICTURES = Path.of("target/screenshots");
    private static final int WIDE = 1280;
    private static final int NARROW = 390;
    /** The narrowest that has to work. */
    private static final int NARROWEST = 360;

    private static final int HEIGHT = 900;

    /** Rows of one list look alike: half a dozen are looked at. Axe's time grows with each cell, and lists took a minute. */
    private static final String SHORTEN = """
            () => document.querySelectorAll('tbody > tr:nth-child(n+7), option:nth-child(n+13):not(:checked)')
                .forEach(e => e.remove())""";

    /**
     * What is wrong with the page at its present width: cut off is text that does not fit and does not say so with an ellipsis,
     * a scroll bar or a hiding class. Tables scroll where there is no room, which a wide screen has.
     */
    private static final String WRONG = """
            () => {
                const root = document.documentElement, wrong = [], told = e => e.outerHTML.substring(0, 120);
                if (root.scrollWidth > root.clientWidth) wrong.push('is wider than the screen');
                for (const e of document.querySelectorAll('main *')) {
                    if (e.scrollWidth <= e.clientWidth + 1 || e.clientWidth <= 4) continue;
                    const style = getComputedStyle(e);
                    if (style.overflowX === 'hidden' && style.textOverflow !== 'ellipsis' && e.innerText && e.innerText.trim() !== '') {
                        wrong.push('is cut off: ' + told(e));
                    }
                    if (innerWidth > 1000 && ['auto', 'scroll'].includes(style.overflowX) && e.querySelector('table')) {
                        wrong.push('has to be scrolled sideways: ' + told(e));
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
                        if (!held) wrong.push('sticks out of its card: ' + told(e));
                    }
                }
                const meet = (a, b) => a.left < b.right - 2 && b.left < a.right - 2 && a.top < b.bottom - 3 && b.top < a.bottom - 3;
                for (const picture of document.querySelectorAll('main svg')) {
                    const box = picture.getBoundingClientRect();
                    const texts = [...picture.querySelectorAll('text')].map(e => [e, e.getBoundingClientRect()]);
                    texts.forEach(([e, at], i) => {
                        if (at.left < box.left - 2 || at.right > box.right + 2) wrong.push('is cut off: ' + told(e));
                        for (const [other, there] of texts.slice(i + 1)) {
                            if (meet(at, there)) wrong.push('lies over ' + other.textContent + ': ' + told(e));
                        }
                    });
                }
                const lines = [], range = document.createRange();
                const walker = document.createTreeWalker(document.querySelector('main'), NodeFilter.SHOW_TEXT);
                while (walker.nextNode()) {
                    const e = walker.currentNode.parentElement;
                    if (!walker.currentNode.textContent.trim() || !e.checkVisibility() || e.closest('svg, .visually-hidden, .hidden')) continue;
                    range.selectNodeContents(walker.currentNode);
                    const clip = e.closest('.clip, .scroll-x, pre, .table-responsive')?.getBoundingClientRect();
                    for (const at of range.getClientRects()) {
                        if (at.width > 4 && (!clip || (at.bottom < clip.bottom + 2 && at.right < clip.right + 2))) lines.push([e, at]);
                    }
                }
                lines.sort((one, other) => one[1].top - other[1].top).forEach(([e, at], i) => {
                    for (let j = i + 1; j < lines.length && lines[j][1].top < at.bottom - 4; j++) {
                        const [other, there] = lines[j];
                        if (other !== e && at.left < there.right - 2 && there.left < at.right - 2) {
                            wrong.push('has words over each other: ' + other.textContent.trim().substring(0, 40) + ' and ' + told(e));
                        }
                    }
                });
                for (const e of document.querySelectorAll('body *')) {
                    const at = e.getBoundingClientRect();
                    if (at.top + scrollY < -1 && at.left >= 0 && at.height > 0) wrong.push('begins above the page: ' + told(e));
                }
                for (const e of document.querySelectorAll('main .empty')) {
                    if (!e.querySelector('.empty-subtitle, .quiet, .btn')) wrong.push('does not say what to do next: ' + told(e));
                }
                const said = document.body.textContent;
                if (said.includes('??')) wrong.push('shows a text without its translation');
                const object = said.match(/[A-Z]\\w+\\[[a-z]\\w*=.{0,40}/);
                if (object) wrong.push('shows an object of the program: ' + object[0]);
                return wrong;
            }""";

    /** The menu, the same on each page. */
    private static final String MENU = "aside";

    /** Another page in the place of this one, without its scripts: a third of the time of loading it. */
    private static final String INSTEAD = """
            async path => {
                const page = new DOMParser().parseFromString(await (await fetch(path)).text(), 'text/html');
                document.body.replaceWith(page.body);
                return page.documentElement.lang;
            }""";

    private static final String WHOLE_HEIGHT = "document.documentElement.scrollHeight";

    private final List<String> problems = new ArrayList<>();
    private final Set<String> paths = new HashSet<>();
    private boolean menuSeen;

    /** The paths of all pages that there are pictures of. */
    public Set<String> paths() {
        return Set.copyOf(paths);
    }

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
        paths.add(URI.create(page.url()).getPath());
        page.evaluate(SHORTEN);
        // each width and each colour scheme once by axe, which takes longest, and no change that is not needed
        resize(page, WIDE);
        check(page, name, WIDE);
        String seen = menuSeen ? MENU : "";
        menuSeen = menuSeen || page.locator(MENU).count() > 0;
        note(name + " wide and light", seen.isEmpty() ? Axe.problems(page) : Axe.problemsWithout(page, seen));
        take(page, name, WIDE, ColorScheme.LIGHT);
        recolour(page, ColorScheme.DARK);
        take(page, name, WIDE, ColorScheme.DARK);
        page.setViewportSize(NARROWEST, HEIGHT);
        check(page, name, NARROWEST);
        // what fits there fits in thirty pixels more
        resize(page, NARROW);
        note(name + " narrow and dark", Axe.problemsOfLooks(page, seen));
        take(page, name, NARROW, ColorScheme.DARK);
        recolour(page, ColorScheme.LIGHT);
        take(page, name, NARROW, ColorScheme.LIGHT);
        page.setViewportSize(WIDE, HEIGHT);
    }

    /** A list without anything in it, light only: its page is looked at with something in it as well. */
    public void empty(Page page, String name) {
        paths.add(URI.create(page.url()).getPath());
        resize(page, WIDE);
        check(page, name, WIDE);
        note(name, Axe.problemsWithout(page, MENU));
        take(page, name, WIDE, ColorScheme.LIGHT);
        page.setViewportSize(NARROWEST, HEIGHT);
        check(page, name, NARROWEST);
        resize(page, NARROW);
        take(page, name, NARROW, ColorScheme.LIGHT);
        page.setViewportSize(WIDE, HEIGHT);
    }

    /**
     * Wide, and as narrow as can be, light only, without axe and without a picture: a page in another language.
     *
     * @param page any of the same application in this language, whose place is taken
     */
    public void fits(Page page, String path, String language) {
        if (!language.equals(page.evaluate(INSTEAD, path))) {
            problems.add(path + " is not in " + language);
        }
        for (int width : new int[] {WIDE, NARROWEST}) {
            page.setViewportSize(width, HEIGHT);
            check(page, path + " in " + language, width);
        }
    }

    /** As narrow as can be and light only, without axe: for what people should see in another language too. It is wide again afterwards. */
    public void narrow(Page page, String name) {
        resize(page, NARROWEST);
        check(page, name, NARROWEST);
        take(page, name, NARROWEST, ColorScheme.LIGHT);
        page.setViewportSize(WIDE, HEIGHT);
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
