package io.counterfoil.backoffice;

import io.counterfoil.helpdesk.TextFinder;
import org.jspecify.annotations.Nullable;

/**
 * What is looked for in mails, as forms ask for it: two marks, or a pattern. The fields of the way that was not chosen are blank.
 *
 * @param kind null: nothing is looked for
 */
record FinderFields(TextFinder.@Nullable Kind kind, String startMark, String endMark, String pattern) {
    /** @param finder null: nothing is looked for */
    static FinderFields of(@Nullable TextFinder finder) {
        if (finder == null) {
            return new FinderFields(null, "", "", "");
        }
        return switch (finder.kind()) {
            case MARKS -> new FinderFields(finder.kind(), finder.first(), finder.second(), "");
            case PATTERN -> new FinderFields(finder.kind(), "", "", finder.first());
        };
    }

    /** As they were typed; without a kind it is marks. */
    static TextFinder finder(
            TextFinder.@Nullable Kind kind,
            @Nullable String startMark,
            @Nullable String endMark,
            @Nullable String pattern) {
        return kind == TextFinder.Kind.PATTERN
                ? TextFinder.matching(pattern == null ? "" : pattern)
                : TextFinder.between(startMark == null ? "" : startMark, endMark == null ? "" : endMark);
    }
}
