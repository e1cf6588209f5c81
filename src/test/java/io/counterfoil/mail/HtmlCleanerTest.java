package io.counterfoil.mail;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class HtmlCleanerTest {
    private static final Pattern TAG = Pattern.compile("<(/?)([a-zA-Z0-9]*)((?:[^>\"]|\"[^\"]*\")*)>");
    private static final Pattern ATTRIBUTE = Pattern.compile("([^\\s=\"/]+)(?:=\"([^\"]*)\")?");
    private static final Set<String> NEVER = Set.of(
            "script",
            "style",
            "iframe",
            "frame",
            "object",
            "embed",
            "applet",
            "form",
            "input",
            "button",
            "select",
            "textarea",
            "meta",
            "link",
            "base",
            "svg",
            "math",
            "template",
            "noscript",
            "video",
            "audio",
            "source",
            "dialog",
            "portal",
            "title",
            "xmp",
            "plaintext",
            "body",
            "html",
            "head");
    private static final Set<String> ATTRIBUTES = Set.of(
            "href",
            "rel",
            "src",
            "alt",
            "title",
            "width",
            "height",
            "border",
            "cellpadding",
            "cellspacing",
            "colspan",
            "rowspan",
            "size",
            "align",
            "valign",
            "dir",
            "start",
            "type",
            "bgcolor",
            "color",
            "lang",
            "style");

    static List<String> hostile() throws IOException {
        return Files.readAllLines(Path.of("src/test/resources/html/hostile.txt"), UTF_8).stream()
                .filter(line -> !line.startsWith("# "))
                .map(line -> line.replace('⏎', '\n').replace('␀', '\0').replace('␉', '\t'))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void nothingHostileIsLeft(String html) {
        String clean = new HtmlCleaner(Map.of(), RemoteContent.BLOCKED, new Defects()).clean(html);

        assertHarmless(clean);
        assertThat(new HtmlCleaner(Map.of(), RemoteContent.BLOCKED, new Defects()).clean(clean))
                .as("cleaned again")
                .isEqualToNormalizingWhitespace(clean);
    }

    @Test
    void theListIsLong() throws IOException {
        assertThat(hostile()).hasSizeGreaterThan(120);
    }

    static void assertHarmless(String clean) {
        Matcher tag = TAG.matcher(clean);
        int end = 0;
        while (tag.find()) {
            assertThat(clean.substring(end, tag.start())).doesNotContain("<");
            end = tag.end();
            assertThat(tag.group(2)).isNotEmpty().isNotIn(NEVER);
            Matcher attribute = ATTRIBUTE.matcher(tag.group(3).replaceAll("/\\s*$", ""));
            while (attribute.find()) {
                assertAttribute(attribute.group(1), attribute.group(2));
            }
        }
        assertThat(clean.substring(end)).doesNotContain("<");
    }

    private static void assertAttribute(String name, String value) {
        assertThat(name).isIn(ATTRIBUTES);
        if (name.equals("href")) {
            assertThat(value).matches("(?:https?:|mailto:|tel:|#)[^\\s]*");
        } else if (name.equals("src")) {
            assertThat(value).matches("attachments/\\d+|data:image/(?:png|gif|jpe?g|webp|bmp);base64,[\\w+/&#;=]*");
        } else if (name.equals("style")) {
            assertThat(value.toLowerCase(Locale.ROOT))
                    .doesNotContain("url(", "expression", "position", "behavior", "binding", "image-set", "\\", "<");
        }
    }

    @Test
    void picturesFromElsewhereAreCountedAndShownWhenAskedFor() {
        String html =
                "<img src=\"https://example.org/a.gif\"><p style=\"background:url(https://example.org/b.gif)\">x</p>";
        HtmlCleaner blocking = new HtmlCleaner(Map.of(), RemoteContent.BLOCKED, new Defects());
        HtmlCleaner showing = new HtmlCleaner(Map.of(), RemoteContent.SHOWN, new Defects());

        assertThat(blocking.clean(html)).doesNotContain("example.org");
        assertThat(blocking.blocked()).isEqualTo(2);
        assertThat(showing.clean(html)).contains("https://example.org/a.gif", "https://example.org/b.gif");
        assertThat(showing.blocked()).isZero();
    }

    @Test
    void moreTagsThanAnyHonestMailHasLeaveTheirTextOnly() {
        Defects defects = new Defects();
        String rows = "<b>x</b> ".repeat(Limits.TAGS);

        assertThat(new HtmlCleaner(Map.of(), RemoteContent.BLOCKED, defects).clean(rows))
                .endsWith("<b>x</b>");
        assertThat(defects.list()).isEmpty();

        String clean = new HtmlCleaner(Map.of(), RemoteContent.BLOCKED, defects)
                .clean(rows + "<i>the</i> <script>last</script><i>words</i>");

        assertThat(clean).endsWith("<b>x</b> the lastwords");
        assertThat(defects.list()).containsExactly("more than " + Limits.TAGS + " tags");
        assertThat(HtmlText.of(rows + "<i>the</i> <p>last</p>")).endsWith("x x the last");
    }

    @Test
    void picturesOfTheMailAreFoundByTheirContentId() {
        HtmlCleaner cleaner = new HtmlCleaner(Map.of("p1@example.org", 3), RemoteContent.BLOCKED, new Defects());

        assertThat(cleaner.clean("<img src=\"cid:P1%40example.org\"><img src=\"cid:unknown\">"))
                .contains("src=\"attachments/3\"")
                .doesNotContain("cid");
        assertThat(cleaner.shown()).containsExactly(3);
    }
}
