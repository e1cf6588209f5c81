package io.counterfoil.backoffice;

import io.counterfoil.helpdesk.CaseFilter;
import io.counterfoil.helpdesk.CasePriority;
import io.counterfoil.helpdesk.CaseState;
import io.counterfoil.helpdesk.SupportCase;
import io.counterfoil.helpdesk.SupportCases;
import io.counterfoil.kernel.CaseNumber;
import io.counterfoil.kernel.ContactId;
import io.counterfoil.kernel.Refusal;
import io.counterfoil.kernel.TimeBounds;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * What the search box and the filters of the list of cases say; blank: anything.
 *
 * @param state a state, or {@link #TO_ANSWER}
 * @param assignee a login, {@link #ME} or {@link #NOBODY}
 * @param contact id of a contact whose cases are asked for
 * @param after place of the last case of the former page
 */
record CaseQuestion(
        @Nullable String q,
        @Nullable String state,
        @Nullable String assignee,
        @Nullable String mailbox,
        @Nullable String priority,
        @Nullable String contact,
        @Nullable Boolean spam,
        @Nullable String after) {
    /** New and open ones: an agent has to do something. */
    static final String TO_ANSWER = "TO_ANSWER";

    static final String ME = "me";
    static final String NOBODY = "-";
    private static final int LONGEST = 200;

    /** @param people whom {@link #contact} means; empty: anybody */
    CaseFilter filter(String login, List<ContactId> people) {
        String asked = given(assignee);
        String who = NOBODY.equals(asked) ? "" : ME.equals(asked) ? login : asked;
        return new CaseFilter(given(q), states(), null, people, who, given(mailbox), urgency(), isSpam());
    }

    private @Nullable CasePriority urgency() {
        String asked = given(priority);
        return asked == null ? null : CaseActions.oneOf(CasePriority.class, "priority", asked);
    }

    private Set<CaseState> states() {
        String asked = given(state);
        if (asked == null) {
            return Set.of();
        }
        if (asked.equals(TO_ANSWER)) {
            return Set.of(CaseState.NEW, CaseState.OPEN);
        }
        try {
            return Set.of(CaseState.valueOf(asked));
        } catch (IllegalArgumentException unknown) {
            throw Refusal.invalid("state", asked, TO_ANSWER + " or a state of cases");
        }
    }

    public boolean isSpam() {
        return Boolean.TRUE.equals(spam);
    }

    /** Whether anything was asked for. */
    public boolean isFiltered() {
        return !query(null).isEmpty();
    }

    SupportCases.@Nullable Place place() {
        String from = given(after);
        if (from == null) {
            return null;
        }
        String[] parts = from.split("-", 2);
        try {
            return new SupportCases.Place(
                    TimeBounds.checked(Instant.EPOCH.plus(Long.parseLong(parts[0]), ChronoUnit.MICROS)),
                    new CaseNumber(Long.parseLong(parts[1])));
        } catch (NumberFormatException | DateTimeException | IndexOutOfBoundsException noPlace) {
            throw Refusal.invalid("after", from, "the place of a case");
        }
    }

    static String place(SupportCase last) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, last.updatedAt()) + "-"
                + last.number().value();
    }

    /** The same question as an address has it after the question mark, from another case on. */
    String query(@Nullable String from) {
        UriComponentsBuilder query = UriComponentsBuilder.newInstance();
        add(query, "q", given(q));
        add(query, "state", given(state));
        add(query, "assignee", given(assignee));
        add(query, "mailbox", given(mailbox));
        add(query, "priority", given(priority));
        add(query, "contact", given(contact));
        add(query, "spam", isSpam() ? "true" : null);
        add(query, "after", from);
        String text = query.encode().build().getQuery();
        return text == null ? "" : text;
    }

    private static void add(UriComponentsBuilder query, String name, @Nullable String value) {
        if (value != null) {
            query.queryParam(name, "{" + name + "}").uriVariables(Map.of(name, value));
        }
    }

    static @Nullable String given(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return null;
        }
        String stripped = text.strip().replace("\0", "");
        return stripped.length() > LONGEST ? stripped.substring(0, LONGEST) : stripped;
    }
}
