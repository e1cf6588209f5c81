package io.counterfoil.accounts;

import io.counterfoil.kernel.Rule;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/** What a caller may do, each with the least role that has it. */
@Rule(
        "Roles are a ladder, viewer, agent, operator, administrator, each with the rights of the former; an agent acts on one"
                + " ticket at a time, bulk and interfaces are the operator's, where an interface leads and its secrets, other settings,"
                + " tokens and users are the administrator's.")
public enum Permission {
    /** Read tickets, contacts, histories, runs, quarantine and the change feed. */
    READ(Role.VIEWER),
    /** See personal data as it is and not masked. */
    SEE_PERSONAL_DATA(Role.AGENT),
    /** Create and complete contacts. */
    WRITE_CONTACTS(Role.AGENT),
    /** Distribute or take back one ticket. */
    MOVE_TICKET(Role.AGENT),
    /** Distribute or take back many tickets at once. */
    MOVE_TICKETS(Role.OPERATOR),
    /** Hand over mails that arrived, as a mail server does. */
    DELIVER_MAIL(Role.AGENT),
    /** Answer cases and change them, decide about held mails. */
    WORK_CASES(Role.AGENT),
    /** Assign or close many cases at once. */
    CHANGE_CASES(Role.OPERATOR),
    /** Import tickets. */
    IMPORT(Role.OPERATOR),
    /** Start and stop runs of functions. */
    RUN(Role.OPERATOR),
    /** Replay and discard quarantined entries, apply what is out of step. */
    REPLAY(Role.OPERATOR),
    /** Hand out all that is known of a person, and erase it. */
    PERSONAL_DATA(Role.OPERATOR),
    /** Change interfaces: schedules, parameters, skip lists, settings of functions, where to read on; not where they lead. */
    SET_UP_INTERFACES(Role.OPERATOR),
    /** Make interfaces, say where they lead and by which secrets; mailboxes, suppliers, texts of mails. */
    CONFIGURE(Role.ADMINISTRATOR),
    /** Make organizers known; with all organizers only. */
    MANAGE_ORGANIZERS(Role.ADMINISTRATOR),
    /** Create and revoke tokens, none with more than one's own rights and organizers. */
    MANAGE_TOKENS(Role.ADMINISTRATOR),
    /** Invite users, give and take roles in the organizers that one administers. */
    MANAGE_USERS(Role.ADMINISTRATOR);

    private final Role least;

    Permission(Role least) {
        this.least = least;
    }

    /** Whether the role has this right. */
    public boolean isOf(Role role) {
        return role.compareTo(least) >= 0;
    }

    /** All rights of a role. */
    public static Set<Permission> of(Role role) {
        EnumSet<Permission> rights = EnumSet.noneOf(Permission.class);
        Arrays.stream(values()).filter(right -> right.isOf(role)).forEach(rights::add);
        return Collections.unmodifiableSet(rights);
    }
}
