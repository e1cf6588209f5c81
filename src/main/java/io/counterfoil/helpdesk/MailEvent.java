package io.counterfoil.helpdesk;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** What an outgoing mail of a case is for; each has a template in each language. */
public enum MailEvent {
    /** A mail has opened a case: its sender is told so, by itself. */
    OPENED,
    /** An agent answers. */
    AGENT_REPLY,
    /** An agent writes to the supplier of a case. */
    SUPPLIER_NOTE,
    /** The case waits for whom it is for: he is reminded. */
    WAITING,
    /** The case was closed. */
    CLOSED,
    /** A stranger's mail is held beside a case: he is asked who he is, when an agent says so. */
    HELD,
    /** Tells an agent what happened in a case of his; not for the outside. */
    AGENT_NOTICE;

    /** Whether nobody writes it: it says so in its header, and has to keep to the budgets. */
    public boolean isAutomatic() {
        return switch (this) {
            case OPENED, WAITING, CLOSED, HELD, AGENT_NOTICE -> true;
            case AGENT_REPLY, SUPPLIER_NOTE -> false;
        };
    }

    /** What its templates may name. */
    public Set<TemplateVariable> variables() {
        Set<TemplateVariable> variables = EnumSet.of(
                TemplateVariable.NUMBER,
                TemplateVariable.TAG,
                TemplateVariable.ORGANIZER,
                TemplateVariable.MAILBOX,
                TemplateVariable.ADDRESS);
        switch (this) {
            case OPENED, CLOSED -> variables.addAll(EnumSet.of(TemplateVariable.NAME, TemplateVariable.SUBJECT));
            case WAITING ->
                variables.addAll(EnumSet.of(TemplateVariable.NAME, TemplateVariable.SUBJECT, TemplateVariable.AGENT));
            case AGENT_REPLY, SUPPLIER_NOTE ->
                variables.addAll(EnumSet.complementOf(EnumSet.of(TemplateVariable.LINK)));
            case AGENT_NOTICE ->
                variables.addAll(EnumSet.of(
                        TemplateVariable.NAME,
                        TemplateVariable.SUBJECT,
                        TemplateVariable.QUOTE,
                        TemplateVariable.LINK));
            case HELD -> {
                // nothing that a stranger chose
            }
        }
        return variables;
    }

    /** As it stands in addresses and file names: {@code agent-reply}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
