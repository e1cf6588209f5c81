package io.counterfoil.backoffice;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Sentences that runs, quarantine and pauses store, and refusals say, in English, as programs read them. A page that is read in another language
 * says them in that one: what stands at a sentence's places is taken from the stored text.
 */
enum Sentence {
    HAS_OPEN_TRANSFER(
            "ticket {0} has an open transfer, line {1} (expected: none, or its cancellation" + " together with this)"),
    CHANGE_WAITS("ticket {0} waits for the wallet's answer to line {1} (expected: no open change)"),
    NOTHING_TO_TAKE_BACK("ticket {0} cannot be taken back (expected: a confirmed distribution whose new contact"
            + " still holds it)"),
    NOTHING_TO_UNDO("ticket {0} has no transfer to undo (expected: a confirmed one whose recipient has it)"),
    NO_OPEN_TRANSFER("ticket {0} has no open transfer (expected: one in the wallet)"),
    UNDO_WAITS("an undo of ticket {0} waits for its approval (expected: none)"),
    SECOND_PERSON("{0} has asked for it (expected: another person to approve it)"),
    NO_TICKET("ticket {0} does not exist"),
    NO_CONTACT("contact {0} does not exist"),
    CONTACT_HOLDS("contact {0} holds tickets or is about to (expected: a confirmation)"),
    CONTACT_TEMPORARY("contact {0} is temporary (expected: merge the temporary one into the normal one)"),
    INTERFACE_EXISTS("interface {0} exists already"),
    ORGANIZER_EXISTS("an organizer with the code {0} exists already"),
    ADDRESS_AFTER_TICKET("an address after each ticket"),
    TICKETS_AT_ONCE("1 to {0} tickets"),
    BATCH("1 to 10000"),
    DAYS("1 to 3650"),
    CODE("1 to 64 letters, digits, dots, dashes and underscores"),
    WALLET_URL("an absolute http or https URL of at most 2000 characters that ends with"
            + " organizer/tickets, without user info, query and fragment"),
    SKIP_LIST("id:X, tax:X or X, where X has 1 to 200 characters"),
    ADDRESS_LIKE("one mailbox such as anna@example.org"),
    LINE_WITHDRAWN("ticket {0}: line {1} withdrawn, a late entry took its place"),
    BAD_ADDRESS("ticket {0}: an address that cannot be used"),
    UNKNOWN_TICKET("ticket {0} is not known (expected: an imported ticket)"),
    OF_TICKET("ticket {0}: {1}", 1),
    QUARANTINED("quarantined {0}: {1}", 1),
    MORE("and {0} more of this page"),
    TWICE("{0}: came twice (the last counts)"),
    NO_KEY("interface {0} has no API key (expected: the wallet's key, saved on the interface)"),
    KEY_STUCK("the wallet repeats its key: hasMore is true and the key did not move"),
    ONE_PAGE("one page a run, as onePagePerRun=true says"),
    BUDGET("the time budget of {0} minutes is used up"),
    KEY_RESET("the pagination key was reset while the page was on its way"),
    STOP_ON_ERROR("doContinueInCaseOfSyncError=false and an entry cannot be applied: {0}, {1}; the entry: {" + "2}", 1),
    KILL_RATIO("killRatio={0} reached: {1} of {2} entries of the page would be quarantined, the first: {" + "3}", 3),
    REDIRECT("the wallet answers {0} and redirects to {1} (expected: 200; redirections are never follo" + "wed)"),
    PAGE_TOO_LARGE("the page is larger than {0} MiB"),
    ANSWER_TOO_LARGE("the wallet's answer is larger than {0} MiB"),
    NOT_ALLOWED("the wallet's address is not allowed: {0}"),
    NO_PAGE("the wallet's answer is no page: {0}"),
    KEY_REFUSED("the wallet answers {0}: it refuses the interface's API key; the schedule pauses until th"
            + "e interface is saved again"),
    KEY_TOO_OLD("the wallet answers 410: the pagination key is too old; the schedule pauses. Reset the ke"
            + "y on the interface: the wallet then tells everything again, which takes a run over all i"
            + "ts tickets and changes nothing that is known already. Say whether it is the same wallet,"
            + " or a new one whose sequence numbers begin anew"),
    NOT_200("the wallet answers {0} (expected: 200)"),
    WHAT_CAME("{0}; what came: {1}", 0),
    AFTER_CALLS("{0} (after {1} calls)", 0),
    AFTER_CALL("{0} (after 1 call)", 0),
    ASKS_TO_WAIT("{0} and asks to wait {1} s", 0),
    STATUS("the wallet answers {0}"),
    SILENCE("no connection or no byte within {0} s: {1}"),
    DRY_CUT("dry run: nothing was stored; cut {0}"),
    DRY("dry run: nothing was stored"),
    AFTER_PAGES("after {0} pages"),
    NO_FUNCTION("this installation has no function {0}"),
    NODE_DIED("its node died; a dry run keeps nothing to go on from: start it again"),
    DEFECT("internal error: {0} (the log of its node says more)"),
    SIMULATED("simulation: nothing was sent"),
    NOT_PUSHED("{0} of {1} tickets could not be pushed: see the list of this function; they are tried ag"
            + "ain with every run until they are mended or skipped"),
    NO_RESULTS("the wallet's answer has no usable result for any of {0} tickets; all are sent again"),
    NOT_JSON("entry: not JSON at its byte {0} (expected: JSON in UTF-8)"),
    TOO_DEEP("entry: nested too deep (expected: at most {0} levels)"),
    EXPECTED("{0}: {1} (expected: {2})", 2),
    CHARACTERS_BETWEEN("{0} to {1} characters, no control characters"),
    CHARACTERS_STORABLE("at most {0}, no NUL, no half of a surrogate pair"),
    ADDRESS_LENGTH("an address of at most 254"),
    MAILBOX("one mailbox such as {0}, at most 254 characters"),
    TIMESTAMP("RFC 3339 with offset, such as {0}"),
    DATE("a date as yyyy-MM-dd, from the year {0}"),
    WHOLE_64("a whole number of at most 64 bits"),
    TEXT_OR_WHOLE("a string or a whole number"),
    WHOLE("a whole number"),
    OBJECT("an object"),
    ARRAY("an array"),
    STRING("a string"),
    NUMBER("a number"),
    FLAG("true or false"),
    NOTHING("nothing"),
    ABSENT("absent or no text"),
    LENGTH("{0} characters");

    private static final int NONE = -1;

    private final String english;
    private final int told;

    Sentence(String english) {
        this(english, NONE);
    }

    /** @param told a place that holds a sentence, or this one is not meant */
    Sentence(String english, int told) {
        this.english = english;
        this.told = told;
    }

    /** What stands around the places of each: one more than it has places. */
    private static final class Around {
        private static final Pattern PLACE = Pattern.compile("\\{\\d}");
        private static final Map<Sentence, List<String>> ALL = new EnumMap<>(Sentence.class);

        static {
            for (Sentence sentence : values()) {
                ALL.put(sentence, List.of(PLACE.split(sentence.english, -1)));
            }
        }
    }

    String key() {
        return "told." + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Whether a place holds a sentence itself. */
    boolean tells(int place) {
        return told == place;
    }

    /** What stands at its places in a text; null: the text is not this sentence. */
    @Nullable
    List<String> places(String text) {
        List<String> around = Objects.requireNonNull(Around.ALL.get(this));
        String end = around.getLast();
        if (around.size() == 1) {
            return text.equals(end) ? List.of() : null;
        }
        if (!text.startsWith(around.getFirst()) || !text.endsWith(end)) {
            return null;
        }
        List<String> places = new ArrayList<>();
        int from = around.getFirst().length();
        int last = text.length() - end.length();
        for (int i = 1; i < around.size(); i++) {
            int to = i == around.size() - 1 ? last : text.indexOf(around.get(i), from);
            if (to < from || to > last) {
                return null;
            }
            places.add(text.substring(from, to));
            from = to + around.get(i).length();
        }
        return places;
    }
}
