package io.counterfoil.tickets;

import io.counterfoil.kernel.Rule;
import java.util.HashMap;
import java.util.Map;

/**
 * The words in which a wallet tells what happened to a ticket, and what each does to the distribution history. Source:
 * domain rules, "Lifecycle statuses" and the table of "Distribution history". A word that is not here is kept and shown as
 * it came, and is treated as {@link #UNKNOWN}.
 */
@Rule(
        "A pending transfer opens a distribution, TRANSFERRED confirms it and moves the cultural contact, a failure cancels it;"
                + " control and deletion close whatever is open; every other word only tells who owns the ticket."
                + " A download is proved by DOWNLOADED and by activations alone: a ticket can be assigned, passed on, controlled and"
                + " withdrawn without one.")
public enum LifecycleStatus {
    INJECTED(Family.DELIVERY, Effect.NONE),
    DOWNLOADED(Family.DELIVERY, Effect.NONE),
    ASSIGNED(Family.DELIVERY, Effect.NONE),

    PENDING_TRANSFER(Family.TRANSFER, Effect.OPENS),
    PENDING(Family.TRANSFER, Effect.OPENS),
    TRANSFERRED(Family.TRANSFER, Effect.CONFIRMS),
    FAILURE_TRANSFER(Family.TRANSFER, Effect.CANCELS),
    FAILURE(Family.TRANSFER, Effect.CANCELS),

    BT_ACTIVATED(Family.ACTIVATION, Effect.NONE),
    MANUAL_ACTIVATED(Family.ACTIVATION, Effect.NONE),
    OFFLINE_ACTIVATED(Family.ACTIVATION, Effect.NONE),
    ONLINE_ACTIVATED(Family.ACTIVATION, Effect.NONE),
    ACTIVATED(Family.ACTIVATION, Effect.NONE),
    DEACTIVATED(Family.ACTIVATION, Effect.NONE),

    CONTROLLED(Family.CONTROL, Effect.CLOSES),
    DELETION_PENDING(Family.DELETION, Effect.CLOSES),
    DELETED(Family.DELETION, Effect.CLOSES),

    DEFAULT(Family.OTHER, Effect.NONE),
    INVALID(Family.OTHER, Effect.NONE),
    UNKNOWN(Family.UNKNOWN, Effect.NONE);

    /** What a word is about. */
    public enum Family {
        DELIVERY,
        TRANSFER,
        ACTIVATION,
        CONTROL,
        DELETION,
        OTHER,
        UNKNOWN
    }

    /** What a word does to the distribution history, beyond telling the owner. */
    public enum Effect {
        NONE,
        OPENS,
        CONFIRMS,
        CANCELS,
        CLOSES
    }

    private static final Map<String, LifecycleStatus> BY_WORD = new HashMap<>();

    static {
        for (LifecycleStatus status : values()) {
            if (status != UNKNOWN) {
                BY_WORD.put(status.name(), status);
            }
        }
    }

    private final Family family;
    private final Effect effect;

    LifecycleStatus(Family family, Effect effect) {
        this.family = family;
        this.effect = effect;
    }

    /** The status of a word as a wallet wrote it: the very word, or {@link #UNKNOWN}; nothing is guessed. */
    public static LifecycleStatus of(String word) {
        return BY_WORD.getOrDefault(word, UNKNOWN);
    }

    public Family family() {
        return family;
    }

    public Effect effect() {
        return effect;
    }

    /** Whether a ticket of which a wallet said so has been on a phone: what a phone has not got it cannot activate. */
    boolean provesDownload() {
        return this == DOWNLOADED || family == Family.ACTIVATION;
    }

    boolean isTransfer() {
        return family == Family.TRANSFER;
    }
}
