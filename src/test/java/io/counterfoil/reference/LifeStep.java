package io.counterfoil.reference;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One thing that reaches the back office. */
public sealed interface LifeStep {
    /** When it is received or done. */
    Instant at();

    /** One import line; {@code named} null: without contact. */
    record Import(Instant at, String ticketId, ReferenceInterpreter.@Nullable ImportContact named)
            implements LifeStep {}

    /** One page of an interface's diff. */
    record Page(Instant at, String interfaceCode, int epoch, List<FeedItem> items) implements LifeStep {}

    /** The back office distributes a ticket to a contact that exists beforehand. */
    record Distribute(Instant at, String requestId, String ticketId, String targetHandle, BackOfficeAnswer answer)
            implements LifeStep {}

    /** The back office takes a ticket back, if it can be. */
    record TakeBack(Instant at, String requestId, String ticketId, BackOfficeAnswer answer) implements LifeStep {}

    /** The wallet answers an earlier request. */
    record Answer(Instant at, String requestId, BackOfficeAnswer answer) implements LifeStep {}

    /** Contact creation and distribution are switched on or off. */
    record Switch(Instant at, boolean on) implements LifeStep {}

    /**
     * One member of a page's {@code tickets}.
     *
     * @param bytes as it is on the wire
     * @param entry null: poison, to be quarantined
     */
    record FeedItem(byte[] bytes, @Nullable ReferenceEntry entry) {}
}
