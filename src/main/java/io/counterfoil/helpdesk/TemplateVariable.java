package io.counterfoil.helpdesk;

import java.util.Locale;

/** What a template may name, as {@code {{name}}}. */
public enum TemplateVariable {
    /** Whom the mail goes to, as his contact is named. */
    NAME(Kind.LINE, true),
    /** The case's subject, without tag and without what programs put before it. */
    SUBJECT(Kind.LINE, true),
    /** What the agent wrote. */
    REPLY(Kind.LINES, false),
    /** Who wrote it. */
    AGENT(Kind.LINE, false),
    /** The mail that is answered. */
    QUOTE(Kind.QUOTE, true),
    /** The case's number, seven digits at least. */
    NUMBER(Kind.LINE, false),
    /** The tag that an answer has to carry. */
    TAG(Kind.LINE, false),
    /** The organizer's name. */
    ORGANIZER(Kind.LINE, false),
    /** The name that the mailbox writes under. */
    MAILBOX(Kind.LINE, false),
    /** The mailbox's address. */
    ADDRESS(Kind.LINE, false),
    /** The page of the case in the back office. */
    LINK(Kind.LINE, false);

    /** How a value stands in a mail. */
    enum Kind {
        LINE,
        LINES,
        QUOTE
    }

    private final Kind kind;
    private final boolean others;

    TemplateVariable(Kind kind, boolean others) {
        this.kind = kind;
        this.others = others;
    }

    Kind kind() {
        return kind;
    }

    /** Whether others than the organizer's people chose it: to a sender who is not authenticated nothing of it is said. */
    public boolean isOthersWord() {
        return others;
    }

    /** As templates write it. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
