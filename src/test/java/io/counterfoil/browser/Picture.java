package io.counterfoil.browser;

import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;

/** A picture of a whole page, kept as output of the build for people to look at. */
public final class Picture {
    /** One for each page, kept: when one ends, a page that was told to be offline is online again. */
    private static final Map<Page, CDPSession> SESSIONS = Collections.synchronizedMap(new WeakHashMap<>());

    private Picture() {}

    /**
     * By Chromium's own command: Playwright's resizes the window there and back, which takes twice as long. A page that is
     * higher than the window is taken whole, too.
     */
    public static void take(Page page, Path file) {
        CDPSession chromium =
                SESSIONS.computeIfAbsent(page, one -> one.context().newCDPSession(one));
        JsonObject metrics = chromium.send("Page.getLayoutMetrics");
        JsonObject clip = metrics.getAsJsonObject("cssContentSize");
        JsonObject how = new JsonObject();
        how.addProperty("format", "png");
        how.addProperty("optimizeForSpeed", true);
        if (clip.get("height").getAsInt()
                > metrics.getAsJsonObject("cssLayoutViewport")
                        .get("clientHeight")
                        .getAsInt()) {
            clip.addProperty("scale", 1);
            how.addProperty("captureBeyondViewport", true);
            how.add("clip", clip);
        }
        String data = chromium.send("Page.captureScreenshot", how).get("data").getAsString();
        try {
            Files.createDirectories(file.getParent());
            Files.write(file, Base64.getDecoder().decode(data));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
