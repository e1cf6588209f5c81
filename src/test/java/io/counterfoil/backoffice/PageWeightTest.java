package io.counterfoil.backoffice;

import static io.counterfoil.backoffice.ScreensWorld.entry;
import static io.counterfoil.backoffice.ScreensWorld.transfer;
import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.accounts.Role;
import io.counterfoil.api.ApiServer;
import io.counterfoil.bench.PageWeight;
import java.net.http.HttpResponse;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.web.util.HtmlUtils;

/** What a first visit of each page sends: the page and all that it makes a browser fetch. */
@ApiServer
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PageWeightTest {
    private static final int LIMIT = 300_000;
    private static final int FULL_LIST = 210;
    private static final Pattern LINK = Pattern.compile("<a [^>]*href=\"(/[^\"#]*)\"");
    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}-[0-9a-f-]{27}");

    private final ScreensWorld world;
    private final int port;

    PageWeightTest(@Autowired ApplicationContext context, @LocalServerPort int port) {
        this.port = port;
        this.world = new ScreensWorld(context, port, "weight");
        world.tickets(FULL_LIST);
        world.run(
                "main",
                entry(
                        "T-001",
                        1,
                        "TRANSFERRED",
                        "ben@example.org",
                        transfer("t1", "anna1@example.org", "ben@example.org")),
                entry("T-404", 2, "DOWNLOADED", "x@example.org", ""));
    }

    @Test
    void everyPageWithAllItsAssetsStaysUnderThreeHundredKilobytes() {
        Browser administrator = world.as(Role.ADMINISTRATOR);
        Map<String, HttpResponse<byte[]>> assets = new HashMap<>();
        Map<String, PageWeight> weights = new LinkedHashMap<>();
        pages(administrator, world.base(), world.base() + "/tickets?q=anna", world.base() + "/contacts?q=anna")
                .forEach((path, page) -> weights.put(
                        path, PageWeight.of(page, asset -> assets.computeIfAbsent(asset, administrator::raw))));

        assertThat(weights.keySet()).contains(world.base() + "/contacts/ID", world.base() + "/ticket", "/account");
        weights.forEach((path, weight) -> assertThat(weight.bytes())
                .as("bytes sent on a first visit of %s: %s", path, weight)
                .isLessThan(LIMIT));
        assertThat(assets).as("style sheets, scripts and icons").hasSizeGreaterThan(5);
        assets.forEach((path, asset) -> assertThat(asset.statusCode()).as(path).isEqualTo(200));
    }

    @Test
    void soDoThePagesThatNeedNoSignIn() {
        // where nobody has an account, signing in begins with making one
        world.as(Role.ADMINISTRATOR);
        Browser stranger = new Browser(port);
        for (String path : List.of("/sign-in", "/wallet/app/sign-in")) {
            HttpResponse<byte[]> page = stranger.raw(path);
            assertThat(page.statusCode()).as(path).isEqualTo(200);
            assertThat(PageWeight.of(page, stranger::raw).bytes()).as(path).isLessThan(LIMIT);
        }
    }

    /** One page of each kind that links lead to. */
    private static Map<String, HttpResponse<byte[]>> pages(Browser browser, String... begin) {
        Map<String, HttpResponse<byte[]>> seen = new LinkedHashMap<>();
        Queue<String> next = new ArrayDeque<>(List.of(begin));
        while (!next.isEmpty()) {
            String path = next.remove();
            String kind = List.of(begin).contains(path)
                    ? path
                    : ID.matcher(path.replaceAll("\\?.*", "")).replaceAll("ID");
            if (seen.containsKey(kind) || path.contains(".csv")) {
                continue;
            }
            HttpResponse<byte[]> page = browser.raw(path);
            if (!page.headers().firstValue("Content-Type").orElse("").startsWith("text/html")) {
                continue;
            }
            assertThat(page.statusCode()).as(path).isEqualTo(200);
            seen.put(kind, page);
            Matcher link = LINK.matcher(PageWeight.text(page));
            while (link.find()) {
                next.add(HtmlUtils.htmlUnescape(link.group(1)));
            }
        }
        return seen;
    }
}
