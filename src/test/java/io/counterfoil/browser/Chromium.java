package io.counterfoil.browser;

import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.Playwright.CreateOptions;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ReducedMotion;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The machine's own Chromium, led by Playwright, for tests of pages. To be used by the thread that started it. */
public final class Chromium implements AutoCloseable {
    private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome");
    private static final String MISSING =
            "No browser: the pages are not looked at. Install Chromium (Debian: apt-get install chromium),"
                    + " so that one of " + NAMES + " is on the PATH.";

    /**
     * What no test looks at and what costs: a process kept ready for the next page and a new one for each page took a sixth of the
     * time of a story. The list replaces Playwright's own, of which it has what matters to us.
     */
    private static final List<String> WITHOUT = List.of(
            "SpareRendererForSitePerProcess",
            "RenderDocument",
            "DestroyProfileOnBrowserClose",
            "GlobalMediaControls",
            "HttpsUpgrades",
            "LensOverlay",
            "MediaRouter",
            "OptimizationHints",
            "PaintHolding",
            "Translate");

    /** How many milliseconds a page may take to be as a test expects it: machines that test are busy. */
    private static final double PATIENCE = 180_000;

    private final Playwright playwright;
    private final Browser browser;

    private Chromium(Path program) {
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE);
        // the browser is the machine's own: Playwright shall not fetch one from the internet
        this.playwright =
                Playwright.create(new CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        this.browser = playwright
                .chromium()
                .launch(new LaunchOptions()
                        .setExecutablePath(program)
                        .setArgs(List.of(
                                "--no-sandbox",
                                "--disable-gpu",
                                "--disable-quic",
                                "--no-first-run",
                                "--disable-background-networking",
                                "--disable-component-update",
                                "--disable-sync",
                                "--disable-features=" + String.join(",", WITHOUT))));
    }

    /** Where there is no browser the test is skipped, and says so; where {@code CI} is true it fails. */
    public static Chromium start() {
        Optional<Path> program = find();
        if (program.isEmpty()) {
            if (Boolean.parseBoolean(System.getenv("CI"))) {
                return fail(MISSING);
            }
            // the build's own report counts skipped tests and does not say why
            System.err.println(MISSING);
            return abort(MISSING);
        }
        return new Chromium(program.get());
    }

    /** {@link #start()} for a test that shows something else too: nothing where there is no browser, which it says. */
    public static Optional<Chromium> startIfThere() {
        if (find().isPresent() || Boolean.parseBoolean(System.getenv("CI"))) {
            return Optional.of(start());
        }
        System.err.println(MISSING);
        return Optional.empty();
    }

    /** A window of its own, without motion: a colour on its way from light to dark is neither. */
    public BrowserContext context(NewContextOptions options) {
        BrowserContext context = browser.newContext(options.setReducedMotion(ReducedMotion.REDUCE));
        context.setDefaultTimeout(PATIENCE);
        return context;
    }

    private static Optional<Path> find() {
        return Stream.of(Optional.ofNullable(System.getenv("PATH"))
                        .orElse("/usr/bin")
                        .split(File.pathSeparator))
                .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}
