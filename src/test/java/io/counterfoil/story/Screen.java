package io.counterfoil.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.options.AriaRole;
import io.counterfoil.browser.Axe;
import io.counterfoil.browser.Keys;
import io.counterfoil.browser.Picture;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A person before a screen: goes where links lead, presses buttons, types. Each page that comes is looked at: all of it is in
 * the reader's language, nothing is wider than the screen, and the browser has blocked nothing.
 */
abstract class Screen implements AutoCloseable {
    private static final Path PICTURES = Path.of("target/screenshots/story");
    /** Texts and labels of the page, but not what is marked as being in another language. */
    private static final String LOOK = """
            () => {
              const root = document.documentElement, said = [];
              const ours = one => one.closest('[lang]') === root && !one.closest('script,style,pre,code,bdi');
              const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
              while (walker.nextNode()) {
                if (ours(walker.currentNode.parentElement)) said.push(walker.currentNode.textContent);
              }
              document.querySelectorAll('[aria-label],[placeholder],[data-label],[title],[alt]').forEach(one => {
                if (ours(one)) for (const name of ['aria-label', 'placeholder', 'data-label', 'title', 'alt']) said.push(one.getAttribute(name) || '');
              });
              return [root.lang, String(root.scrollWidth - root.clientWidth), document.title, ...said.map(one => one.trim()).filter(one => one)];
            }""";

    final Page page;
    final Texts texts;
    private final BrowserContext context;
    private final List<String> problems = new ArrayList<>();

    Screen(BrowserContext context, Texts texts) {
        this.context = context;
        this.texts = texts;
        this.page = context.newPage();
        page.onConsoleMessage(message -> {
            // browsers note refused forms as errors of their own
            if (message.type().equals("error") && !message.text().contains("status of 4")) {
                problems.add(page.url() + ": " + message.text());
            }
        });
    }

    String say(String key, Object... values) {
        return flat(texts.of(key, values));
    }

    void open(String path) {
        page.navigate(path);
        look();
    }

    /** Presses the button with this name and waits for the page that comes of it. */
    void press(String name) {
        leave(page.getByRole(AriaRole.BUTTON, named(name)).first());
    }

    void follow(String name) {
        leave(page.getByRole(AriaRole.LINK, named(name)).first());
    }

    /** Clicks what leads to another page, and waits until that is there. */
    void leave(Locator clicked) {
        leave(clicked::click);
    }

    private void leave(Runnable leading) {
        page.evaluate("window.former = true");
        leading.run();
        page.waitForFunction("() => !window.former && document.readyState === 'complete'");
        look();
    }

    /** Goes on with the tabulator until what has the focus is called this. */
    void tabTo(String name) {
        new Keys(page).tabTo(name);
    }

    void type(String text) {
        new Keys(page).type(text);
    }

    /** Presses what has the focus, and waits for the page that comes of it. */
    void enter() {
        new Keys(page).enter();
        look();
    }

    void fill(String field, String text) {
        page.fill("#" + field, text);
    }

    /** All that the page says. */
    String text() {
        return flat(page.innerText("body"));
    }

    /** What a section says that has this heading's id. */
    String section(String heading) {
        return flat(page.innerText("section[aria-labelledby='" + heading + "']"));
    }

    /** A picture of the whole page, and what axe finds: for pages and states that no other test shows it. */
    void examine(String name) {
        photograph(name);
        // it finds the same in every language, and takes its time
        if (texts.language().equals("fr")) {
            assertThat(Axe.problems(page)).as(name).isEmpty();
        }
    }

    /** Keeps a picture of the whole page. */
    void photograph(String name) {
        Picture.take(page, PICTURES.resolve(texts.language() + "-" + name + ".png"));
    }

    void look() {
        @SuppressWarnings("unchecked")
        List<String> seen = (List<String>) page.evaluate(LOOK);
        assertThat(seen.getFirst()).as("language of %s", page.url()).isEqualTo(texts.language());
        assertThat(Integer.parseInt(seen.get(1)))
                .as("pixels by which %s is wider than the screen", page.url())
                .isLessThanOrEqualTo(0);
        assertThat(seen.subList(2, seen.size())).as("texts of %s", page.url()).noneMatch(texts::isUntranslated);
        assertThat(problems).isEmpty();
    }

    static String flat(String text) {
        // French puts spaces of several kinds
        return text.replaceAll("[\\s\u00a0\u202f]+", " ").strip();
    }

    private static GetByRoleOptions named(String name) {
        return new GetByRoleOptions().setName(name).setExact(true);
    }

    @Override
    public void close() {
        context.close();
    }
}
