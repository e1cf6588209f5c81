package io.counterfoil.mail;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.owasp.html.AttributePolicy;
import org.owasp.html.CssSchema;
import org.owasp.html.HtmlPolicyBuilder;
import org.owasp.html.HtmlSanitizer;
import org.owasp.html.HtmlStreamRenderer;
import org.owasp.html.PolicyFactory;

/**
 * A stranger's HTML made fit to be shown: text, tables, links and pictures; no script, form, frame, style sheet or position. What
 * would be fetched from elsewhere, and so tell the sender who reads his mail and when, is left out and counted until somebody asks
 * for it.
 */
final class HtmlCleaner {
    /** Where the pages of a mail find its file number n. */
    static final String FILES = "attachments/";

    private static final int MOST_STYLE = 5_000;
    private static final Pattern DATA_IMAGE =
            Pattern.compile("(?is)data:image/(?:png|gif|jpe?g|webp|bmp);base64,[a-z0-9+/=\\s]*");
    private static final Pattern LINK = Pattern.compile("(?is)(?:https?:|mailto:|tel:|#).*");
    private static final Pattern WEB = Pattern.compile("(?is)(?:https?:)?//.*");
    private static final Pattern SIZE = Pattern.compile("\\d{1,4}%?");
    private static final Pattern COLOR = Pattern.compile("#?\\w{3,20}");
    private static final Pattern WORD = Pattern.compile("[\\w-]{1,20}");
    private static final Pattern LANGUAGE = Pattern.compile("[a-zA-Z]{2,8}(?:-[a-zA-Z0-9]{1,8}){0,3}");

    /** Whose mail a thread cleans just now: the policy is one for all, as making it takes longer than cleaning a mail. */
    private static final ThreadLocal<HtmlCleaner> CURRENT = new ThreadLocal<>();

    private static final PolicyFactory POLICY = policy().toFactory();

    private final Map<String, Integer> fileByContentId;
    private final RemoteContent remote;
    private final Defects defects;
    private final Set<Integer> shown = new HashSet<>();
    private int blocked;

    /** @param fileByContentId lower-case, without brackets */
    HtmlCleaner(Map<String, Integer> fileByContentId, RemoteContent remote, Defects defects) {
        this.fileByContentId = fileByContentId;
        this.remote = remote;
        this.defects = defects;
    }

    String clean(String html) {
        StringBuilder out = new StringBuilder(html.length());
        // a bad name in the library's own output would be its bug; what it refuses to render is left out
        HtmlStreamRenderer renderer = HtmlStreamRenderer.create(out, refused -> {});
        CURRENT.set(this);
        try {
            HtmlSanitizer.sanitize(html, POLICY.apply(renderer), next -> new FewTags(next, defects));
        } finally {
            CURRENT.remove();
        }
        return out.toString().strip();
    }

    /** Numbers of the files that the HTML shows. */
    Set<Integer> shown() {
        return shown;
    }

    /** How many things from elsewhere were left out. */
    int blocked() {
        return blocked;
    }

    private static HtmlPolicyBuilder policy() {
        return looks(new HtmlPolicyBuilder()
                .allowCommonInlineFormattingElements()
                .allowCommonBlockElements()
                .allowElements(
                        "a", "img", "hr", "pre", "center", "font", "dl", "dt", "dd", "address", "abbr", "q", "cite",
                        "bdo")
                .allowElements("table", "thead", "tbody", "tfoot", "tr", "td", "th", "caption", "colgroup", "col")
                .allowElements(
                        "section", "article", "header", "footer", "figure", "figcaption", "details", "summary", "mark")
                .allowWithoutAttributes("font", "a", "span")
                .allowUrlProtocols("http", "https", "mailto", "tel", "cid", "data")
                .allowAttributes("href")
                .matching(LINK)
                .onElements("a")
                .requireRelsOnLinks("noopener", "noreferrer", "nofollow")
                .allowAttributes("src")
                .matching((AttributePolicy)
                        (element, name, value) -> CURRENT.get().picture(value))
                .onElements("img")
                .allowAttributes("background")
                .matching((AttributePolicy)
                        (element, name, value) -> CURRENT.get().background(value))
                .onElements("table", "td", "th", "tr")
                .allowAttributes("srcset")
                .matching((AttributePolicy)
                        (element, name, value) -> CURRENT.get().sourceSet(value))
                .onElements("img"));
    }

    /** Sizes, colours and fonts, nothing that moves a thing to another place. */
    private static HtmlPolicyBuilder looks(HtmlPolicyBuilder policy) {
        return policy.allowAttributes("alt", "title")
                .onElements("img", "a", "abbr")
                .allowAttributes(
                        "width", "height", "border", "cellpadding", "cellspacing", "colspan", "rowspan", "size")
                .matching(SIZE)
                .globally()
                .allowAttributes("align", "valign", "dir", "start", "type")
                .matching(WORD)
                .globally()
                .allowAttributes("bgcolor", "color")
                .matching(COLOR)
                .globally()
                .allowAttributes("lang")
                .matching(LANGUAGE)
                .globally()
                .allowStyling(CssSchema.DEFAULT)
                .allowUrlsInStyles((element, name, value) -> CURRENT.get().background(value))
                .allowAttributes("style")
                .matching((AttributePolicy) (element, name, value) -> value.length() > MOST_STYLE ? null : value)
                .globally();
    }

    private @Nullable String picture(String url) {
        String trimmed = url.strip();
        if (trimmed.regionMatches(true, 0, "cid:", 0, 4)) {
            Integer file = fileByContentId.get(unescaped(trimmed.substring(4)).toLowerCase(Locale.ROOT));
            if (file != null) {
                shown.add(file);
            }
            return file == null ? null : FILES + file;
        }
        if (DATA_IMAGE.matcher(trimmed).matches()) {
            return trimmed;
        }
        return fromElsewhere(trimmed);
    }

    private @Nullable String background(String url) {
        return fromElsewhere(url.strip());
    }

    /** Never shown: the same picture in other sizes. */
    private @Nullable String sourceSet(String urls) {
        for (String candidate : List.of(urls.split(",", 50))) {
            if (WEB.matcher(candidate.strip()).matches()) {
                blocked++;
            }
        }
        return null;
    }

    private @Nullable String fromElsewhere(String url) {
        if (!WEB.matcher(url).matches()) {
            return null;
        }
        if (remote == RemoteContent.SHOWN) {
            return url;
        }
        blocked++;
        return null;
    }

    private static String unescaped(String contentId) {
        return contentId.replace("%40", "@").replace("%24", "$").replace("%20", " ");
    }
}
