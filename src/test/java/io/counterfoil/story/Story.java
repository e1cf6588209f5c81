package io.counterfoil.story;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import io.counterfoil.browser.Chromium;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.springframework.context.ApplicationContext;
import org.springframework.context.MessageSource;

/**
 * What the product is for, as people see it: a back office in one browser, spectators with phones in others, a real server with
 * its wallet between them. Everything once in English and once in French. Pictures are in {@code target/screenshots/story}.
 */
abstract class Story {
    static final String SEAT = "Parterre, rang 3, place 12";
    static final String OTHER_SEAT = "Balcon, rang 1, place 4";

    private static @Nullable Chromium chromium;

    private final ApplicationContext context;
    private final int port;

    Story(ApplicationContext context, int port) {
        this.context = context;
        this.port = port;
    }

    @BeforeAll
    static void startBrowser() {
        chromium = Chromium.start();
    }

    @AfterAll
    static void stopBrowser() {
        if (chromium != null) {
            chromium.close();
        }
    }

    Stage stage(String story, String language) {
        return new Stage(context, port, story, language);
    }

    BackOffice office(Stage stage, String language) {
        return new BackOffice(browser(language, 1280, false), texts(language), stage);
    }

    Phone phone(String language) {
        return new Phone(browser(language, 390, true), texts(language));
    }

    private Texts texts(String language) {
        return new Texts(context.getBean(MessageSource.class), language);
    }

    private BrowserContext browser(String language, int width, boolean mobile) {
        return Objects.requireNonNull(chromium)
                .context(new NewContextOptions()
                        .setBaseURL("http://localhost:" + port)
                        .setLocale(language.equals("fr") ? "fr-CH" : "en-GB")
                        .setTimezoneId("Europe/Zurich")
                        .setViewportSize(width, mobile ? 844 : 900)
                        .setHasTouch(mobile)
                        .setIsMobile(mobile));
    }
}
