package io.counterfoil.wallet;

import io.counterfoil.wallet.SpectatorStore.TransferView;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;

/**
 * A transfer as one of the two sees it on the phone page.
 *
 * @param outgoing he is the sender
 * @param left until the wallet gives it up; zero when it is over
 */
record PhoneTransfer(TransferView transfer, boolean outgoing, Duration left) {
    /** Reasons that have a text of their own; every other one is the organizer's. */
    private static final Set<String> BY_PEOPLE_OR_TIME = Set.of("REJECTED", "CANCELLED", "TIMEOUT");

    static PhoneTransfer of(TransferView transfer, String address, Instant now) {
        Duration left = Duration.between(now, transfer.deadline());
        return new PhoneTransfer(
                transfer, transfer.senderEmail().equals(address), left.isNegative() ? Duration.ZERO : left);
    }

    /** The other one. */
    public String other() {
        return outgoing ? transfer.recipientEmail() : transfer.senderEmail();
    }

    /** Its text is {@code phone.history.…}. */
    public String way() {
        boolean back = "RETURN".equals(transfer.direction());
        return (back ? "return" : "transfer") + (outgoing ? ".sent" : ".received");
    }

    /** Its text is {@code phone.end.…}. */
    public String end() {
        Transfer.State state = Transfer.State.valueOf(transfer.state());
        if (state != Transfer.State.FAILED) {
            return state.name();
        }
        String reason = transfer.reason();
        return reason != null && BY_PEOPLE_OR_TIME.contains(reason) ? reason : "FAILED";
    }

    /** Its text is {@code phone.left.…}, with days, hours, and minutes as values. */
    public String leftUnit() {
        if (left.toDays() > 0) {
            return "days";
        }
        if (left.toHours() > 0) {
            return "hours";
        }
        return left.toMinutes() > 0 ? "minutes" : "moment";
    }

    public long days() {
        return left.toDays();
    }

    public int hours() {
        return left.toHoursPart();
    }

    public int minutes() {
        return left.toMinutesPart();
    }
}
