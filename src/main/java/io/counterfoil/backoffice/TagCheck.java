package io.counterfoil.backoffice;

import io.counterfoil.helpdesk.IdTag;
import io.counterfoil.helpdesk.IdTags;
import io.counterfoil.helpdesk.TagSetting;
import io.counterfoil.kernel.CaseNumber;
import io.counterfoil.kernel.Excerpt;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whether a mailbox may have a tag, told while it is typed.
 *
 * @param example a case's tag as mails carry it, where the tag is good
 * @param mistake what is wrong and what is expected, in the reader's language; null: nothing
 */
record TagCheck(String example, @Nullable String mistake) {
    private static final CaseNumber EXAMPLE = new CaseNumber(2139);

    static TagCheck of(IdTag tag, Optional<TagSetting.Problem> problem, Formats fmt) {
        return new TagCheck(
                IdTags.write(tag, EXAMPLE),
                problem.map(found -> message(found, fmt)).orElse(null));
    }

    private static String message(TagSetting.Problem problem, Formats fmt) {
        return fmt.text(
                "tag.mistake",
                fmt.text("mailbox." + problem.field()),
                Excerpt.of(problem.value()),
                reason(problem, fmt));
    }

    private static String reason(TagSetting.Problem problem, Formats fmt) {
        return fmt.text("tag.expected." + problem.reason());
    }

    public boolean isGood() {
        return mistake == null;
    }
}
