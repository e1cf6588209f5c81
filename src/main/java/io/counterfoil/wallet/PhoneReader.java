package io.counterfoil.wallet;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseCookie;
import org.springframework.web.util.WebUtils;

/**
 * Language and colours as the reader of a page wants them: told by {@code ?lang=} and {@code ?theme=}, which cookies then
 * remember; else his phone's. The back office's cookies have the same names, so one choice counts for both.
 *
 * @param theme {@code auto}, {@code light} or {@code dark}
 */
record PhoneReader(Locale locale, String theme) {
    private static final String LANGUAGE = "lang";
    private static final String THEME = "theme";
    private static final List<String> LANGUAGES = List.of("en", "fr");
    private static final List<String> THEMES = List.of("auto", "light", "dark");
    private static final Duration REMEMBERED = Duration.ofDays(365);

    static PhoneReader of(HttpServletRequest request) {
        boolean french = Locale.FRENCH.getLanguage().equals(request.getLocale().getLanguage());
        String language = chosen(request, LANGUAGE, LANGUAGES).orElse(french ? "fr" : "en");
        return new PhoneReader(
                Locale.of(language), chosen(request, THEME, THEMES).orElse(THEMES.getFirst()));
    }

    /** Cookies that keep what this request chose. */
    static List<String> remembered(HttpServletRequest request) {
        List<String> cookies = new ArrayList<>();
        told(request, LANGUAGE, LANGUAGES).ifPresent(value -> cookies.add(cookie(request, LANGUAGE, value)));
        told(request, THEME, THEMES).ifPresent(value -> cookies.add(cookie(request, THEME, value)));
        return cookies;
    }

    public String language() {
        return locale.getLanguage();
    }

    public List<String> languages() {
        return LANGUAGES;
    }

    public List<String> themes() {
        return THEMES;
    }

    /** In UTC; the page's script shows it in the phone's own time zone. */
    public String time(Instant at) {
        return DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.SHORT)
                        .withLocale(locale)
                        .format(at.atOffset(ZoneOffset.UTC))
                + " UTC";
    }

    /** By the clocks of the place where it is; {@link #clocks} says which they are. */
    public String time(Instant at, ZoneOffset there) {
        return DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.SHORT)
                .withLocale(locale)
                .format(at.atOffset(there));
    }

    /** UTC, or how far from it. */
    public String clocks(ZoneOffset there) {
        return there.getTotalSeconds() == 0 ? "UTC" : "UTC" + there.getId();
    }

    private static String cookie(HttpServletRequest request, String name, String value) {
        return ResponseCookie.from(name, value)
                .path("/")
                .maxAge(REMEMBERED)
                .httpOnly(true)
                .secure(request.isSecure())
                .sameSite("Lax")
                .build()
                .toString();
    }

    private static Optional<String> chosen(HttpServletRequest request, String name, List<String> possible) {
        return told(request, name, possible)
                .or(() -> Optional.ofNullable(WebUtils.getCookie(request, name))
                        .map(Cookie::getValue)
                        .filter(possible::contains));
    }

    private static Optional<String> told(HttpServletRequest request, String name, List<String> possible) {
        @Nullable String value = request.getParameter(name);
        return Optional.ofNullable(value).filter(possible::contains);
    }
}
