package io.counterfoil.helpdesk;

import io.counterfoil.kernel.TicketId;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What came of taking a mail again from its bytes. */
public sealed interface Replay {
    /** It had been left or had failed, and was taken now. */
    record Taken(Intake.Result result) implements Replay {}

    /**
     * It was taken before: nothing is changed and nothing sent. What would be decided today about such a mail, as of the moment when it
     * was decided about: cases and mails that came after it do not count; settings, people and the way in which mails are read are
     * today's.
     *
     * @param thenText what its entry says; empty: it has none
     * @param tickets that it names and its case does not have
     * @param fields that today's capture rules find in it and its case does not have
     */
    record Compared(
            MailVerdict then,
            MailVerdict now,
            String thenText,
            String nowText,
            List<TicketId> tickets,
            List<CaptureRules.Captured> fields)
            implements Replay {
        /** In what the two differ. */
        public Set<Part> differences() {
            Set<Part> parts = EnumSet.noneOf(Part.class);
            for (Part part : Part.values()) {
                if (differs(part)) {
                    parts.add(part);
                }
            }
            return parts;
        }

        private boolean differs(Part part) {
            // what an agent decided no replay questions
            boolean agents = then.evidence().by() == JoinedBy.AGENT;
            return switch (part) {
                case OUTCOME -> !agents && then.outcome() != now.outcome();
                case CASE ->
                    !agents
                            && then.number() != null
                            && now.number() != null
                            && !then.number().equals(now.number());
                case EVIDENCE -> !agents && !reason(then.evidence()).equals(reason(now.evidence()));
                case SENDER -> then.senderKind() != now.senderKind();
                case REASONS -> !agents && !new HashSet<>(then.reasons()).equals(new HashSet<>(now.reasons()));
                case AUTHENTICATION -> then.authentication() != now.authentication();
                case SUBJECT -> !then.subject().equals(now.subject());
                case FROM ->
                    !then.fromAddress().equals(now.fromAddress())
                            || !then.fromName().equals(now.fromName());
                case TEXT -> !thenText.isEmpty() && !thenText.equals(nowText);
                case TICKETS -> !tickets.isEmpty();
                case FIELDS -> !fields.isEmpty();
            };
        }

        /** Without the case, which is another part. */
        private static Evidence reason(Evidence evidence) {
            return new Evidence(evidence.by(), null, evidence.standing(), evidence.also(), evidence.unknown());
        }
    }

    /** What can differ: first what was decided, then what was understood. */
    enum Part {
        OUTCOME,
        CASE,
        EVIDENCE,
        SENDER,
        REASONS,
        AUTHENTICATION,
        SUBJECT,
        FROM,
        TEXT,
        TICKETS,
        FIELDS
    }
}
