package io.counterfoil.browser;

import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.EmulateMediaOptions;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;

/**
 * Looks at pages wide and narrow, light and dark: pictures in {@code target/screenshots}, nothing wider than the screen, nothing
 * cut off, no text without its translation, nothing that axe finds, nothing that the Content-Security-Policy blocks. A page is
 * loaded once and then resized and recoloured, as a window is.
 */
public final class Look {
    private static final Path PICTURES = Path.of("target/screenshots");
    /** Elements whose text does not fit and that do not say so with an ellipsis, a scroll bar or a hiding class. */
    private static final String CUT_OFF = """
            () => [...document.querySelectorAll('main *')].filter(e => {
                const style = getComputedStyle(e);
                return style.overflowX === 'hidden' && style.textOverflow !== 'ellipsis' && e.clientWidth > 4
                    && e.scrollWidth > e.clientWidth + 1 && e.innerText && e.innerText.trim() !== '';
            }).map(e => e.outerHTML.substring(0, 120))""";

    /** Rows of one list look alike: a dozen are looked at. Axe's time grows with each cell, and lists took a minute. */
    private static final String SHORTEN = """
            () => document.querySelectorAll('tbody > tr:nth-child(n+13), option:nth-child(n+13):not(:checked)')
                .forEach(e => e.remove())""";

    private static final String TOO_WIDE =
            "document.documentElement.scrollWidth > document.documentElement.clientWidth";

    private final List<String> problems = new ArrayList<>();

    /** How a page is looked at; axe sees each width and each colour scheme once. */
    private enum View {
        WIDE_LIGHT(1280, ColorScheme.LIGHT, true),
        NARROW_LIGHT(390, ColorScheme.LIGHT, false),
        NARROW_DARK(390, ColorScheme.DARK, true),
        WIDE_DARK(1280, ColorScheme.DARK, false);

        private final int width;
        private final ColorScheme scheme;
        private final boolean byAxe;

        View(int width, ColorScheme scheme, boolean byAxe) {
            this.width = width;
            this.scheme = scheme;
            this.byAxe = byAxe;
        }

        String picture(String name) {
            return name + "-" + width + "-" + scheme.name().toLowerCase(Locale.ROOT);
        }
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
        page.evaluate(SHORTEN);
        for (View view : View.values()) {
            at(page, name, view);
        }
        show(page, View.WIDE_LIGHT);
    }

    /** Narrow and light only, without axe and without a picture: the same page in another language. */
    public void narrow(Page page, String name) {
        page.evaluate(SHORTEN);
        show(page, View.NARROW_LIGHT);
        check(page, View.NARROW_LIGHT.picture(name));
    }

    private void at(Page page, String name, View view) {
        show(page, view);
        String picture = view.picture(name);
        takePicture(page, PICTURES.resolve(picture + ".png"));
        check(page, picture);
        if (view.byAxe) {
            Axe.problems(page).forEach(problem -> problems.add(picture + ": " + problem));
        }
    }

    private void check(Page page, String picture) {
        if (Boolean.TRUE.equals(page.evaluate(TOO_WIDE))) {
            problems.add(picture + " is wider than the screen");
        }
        if (page.evaluate(CUT_OFF) instanceof List<?> cut && !cut.isEmpty()) {
            problems.add(picture + " is cut off: " + cut);
        }
        if (page.innerText("body").contains("??")) {
            problems.add(picture + " shows a text without its translation");
        }
    }

    /** The whole page, by Chromium's own command: Playwright's resizes the window there and back, which takes twice as long. */
    private static void takePicture(Page page, Path file) {
        CDPSession chromium = page.context().newCDPSession(page);
        JsonObject clip = chromium.send("Page.getLayoutMetrics").getAsJsonObject("cssContentSize");
        clip.addProperty("scale", 1);
        JsonObject how = new JsonObject();
        how.addProperty("format", "png");
        how.addProperty("optimizeForSpeed", true);
        how.addProperty("captureBeyondViewport", true);
        how.add("clip", clip);
        String data = chromium.send("Page.captureScreenshot", how).get("data").getAsString();
        chromium.detach();
        try {
            Files.createDirectories(PICTURES);
            Files.write(file, Base64.getDecoder().decode(data));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void show(Page page, View view) {
        page.setViewportSize(view.width, 900);
        // without motion: a colour on its way from light to dark is neither
        page.emulateMedia(new EmulateMediaOptions().setColorScheme(view.scheme).setReducedMotion(ReducedMotion.REDUCE));
    }
}
