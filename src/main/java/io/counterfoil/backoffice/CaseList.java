package io.counterfoil.backoffice;

import io.counterfoil.backoffice.People.Person;
import io.counterfoil.helpdesk.CaseLists;
import io.counterfoil.helpdesk.MailSearch;
import io.counterfoil.helpdesk.SupportCase;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the list of cases shows.
 *
 * @param query the question as an address has it
 * @param next path of the next page; null: there is none
 * @param contact the one whose cases are shown; null: anybody's
 * @param assignees logins that can be chosen
 * @param mailboxes codes that can be chosen
 * @param mails that are in no case and say what is searched for; none for who may not see what people write
 */
record CaseList(
        CaseQuestion asked,
        String query,
        List<Row> rows,
        @Nullable String next,
        List<CaseLists.Saved> saved,
        @Nullable Person contact,
        List<String> assignees,
        List<String> mailboxes,
        List<MailSearch.Found> mails) {

    /**
     * A case.
     *
     * @param subject masked for viewers
     * @param requester whoever asks; of a case without contact the address
     * @param waitingSince since when somebody outside waits for an answer; null: nobody does
     * @param due what has to happen next; null: nothing has a target
     */
    record Row(
            SupportCase supportCase,
            String subject,
            Person requester,
            @Nullable Instant waitingSince,
            @Nullable Due due) {}

    /**
     * What has to happen next in a case.
     *
     * @param isAnswer whether it is the first answer; otherwise the solution
     */
    record Due(Instant at, boolean isAnswer, boolean isLate) {}
}
