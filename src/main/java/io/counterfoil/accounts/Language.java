package io.counterfoil.accounts;

import java.util.Locale;

/** A language of screens and mails. */
public enum Language {
    EN("en"),
    FR("fr");

    private final String tag;

    Language(String tag) {
        this.tag = tag;
    }

    /** BCP 47. */
    public String tag() {
        return tag;
    }

    public Locale locale() {
        return Locale.of(tag);
    }

    /** The one of a tag or locale such as {@code fr-CH}; English for all others. */
    public static Language of(String tag) {
        return tag.toLowerCase(Locale.ROOT).startsWith(FR.tag) ? FR : EN;
    }
}
