package io.counterfoil.backoffice;

import io.counterfoil.kernel.Rule;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Where a sign-in leads to. */
@Rule(
        "A sign-in leads back to the page that asked for it when that is a page of the back office: a path of this site, never"
                + " another site, the sign-in itself or its end; else to the first page.")
final class ReturnPath {
    private static final String HOME = "/";
    private static final int MOST = 2000;
    // no backslash: browsers take it for a slash, and two slashes begin another site's name
    private static final Pattern PATH = Pattern.compile("/(?!/)[!-\\[\\]-~]*");
    private static final Pattern NOT_THERE = Pattern.compile("/(sign-in|logout|start|invitation|reset)([/?].*)?");

    private ReturnPath() {}

    /** The path itself when it will do, else {@code /}. */
    static String of(@Nullable String path) {
        return path == null
                        || path.length() > MOST
                        || !PATH.matcher(path).matches()
                        || NOT_THERE.matcher(path).matches()
                ? HOME
                : path;
    }
}
