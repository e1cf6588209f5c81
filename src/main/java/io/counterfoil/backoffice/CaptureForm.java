package io.counterfoil.backoffice;

import io.counterfoil.helpdesk.CaptureRule;
import io.counterfoil.helpdesk.TextFinder;
import org.jspecify.annotations.Nullable;

/** A capture rule as somebody fills it in. */
record CaptureForm(
        @Nullable String code,
        @Nullable String field,
        CaptureRule.@Nullable Place place,
        @Nullable String mailbox,
        TextFinder.@Nullable Kind kind,
        @Nullable String startMark,
        @Nullable String endMark,
        @Nullable String pattern,
        @Nullable String active) {
    static final CaptureForm EMPTY =
            new CaptureForm("", "", CaptureRule.Place.BOTH, "", TextFinder.Kind.MARKS, "", "", "", "true");

    static CaptureForm of(CaptureRule rule) {
        FinderFields finder = FinderFields.of(rule.finder());
        return new CaptureForm(
                rule.code(),
                rule.field(),
                rule.place(),
                rule.mailbox(),
                finder.kind(),
                finder.startMark(),
                finder.endMark(),
                finder.pattern(),
                rule.active() ? "true" : null);
    }

    /** @param known the code of a rule that there is; null: the one that was typed */
    CaptureRule rule(@Nullable String known) {
        return new CaptureRule(
                known == null ? ServerForm.text(code) : known,
                ServerForm.text(field),
                place == null ? CaptureRule.Place.BOTH : place,
                ServerForm.given(mailbox),
                finder(),
                active != null);
    }

    TextFinder finder() {
        return FinderFields.finder(kind, startMark, endMark, pattern);
    }
}
