package io.counterfoil.wallet;

import io.counterfoil.kernel.Rule;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a spectator may do with a ticket, and why not. The first objection counts, so the order of the questions is part of
 * the rule: whose it is, whether it still lives, whether it is on its way, and only then what the action itself needs.
 *
 * <p>Source: the wallet in the domain rules.
 */
@Rule(
        "A spectator acts on his own ticket only; nothing but a download moves while a transfer is open, an activated ticket"
                + " is not passed on, and after control or deletion nothing is.")
final class WhatIsAllowed {
    private WhatIsAllowed() {}

    /**
     * What the rule looks at.
     *
     * @param maxTransfers null: as often as people like
     * @param returnable the owner got the ticket by a transfer
     */
    record Facts(
            boolean owner,
            boolean recipient,
            boolean controlled,
            boolean deletion,
            boolean transferOpen,
            boolean downloaded,
            boolean activated,
            int transfersUsed,
            @Nullable Integer maxTransfers,
            boolean toHimself,
            boolean returnable) {}

    /** An objection. */
    enum No {
        NOT_YOURS("the ticket is not yours"),
        DELETED("the organizer has withdrawn the ticket"),
        CONTROLLED("the ticket has been used at the entrance"),
        TRANSFER_OPEN("a transfer of the ticket is open; cancel it first"),
        NO_TRANSFER_OPEN("no transfer of the ticket is open"),
        ACTIVATED("the ticket is activated; deactivate it first"),
        NOT_ACTIVATED("the ticket is not activated"),
        NOT_DOWNLOADED("the ticket is not on a phone yet; download it first"),
        TRANSFER_LIMIT("the ticket has been transferred as often as the organizer allows"),
        TO_YOURSELF("sender and recipient are the same"),
        NOT_RECEIVED("the ticket did not come to you by a transfer"),
        NOT_WITHDRAWN("the organizer has not withdrawn the ticket");

        private final String sentence;

        No(String sentence) {
            this.sentence = sentence;
        }

        String sentence() {
            return sentence;
        }
    }

    /** The first objection, or nothing when the action is allowed. */
    static Optional<No> objection(WalletAction action, Facts facts) {
        return Optional.ofNullable(
                switch (action) {
                    case ACCEPT, REJECT -> ofRecipient(facts);
                    case CANCEL -> ofSender(facts);
                    case CONFIRM_DELETION -> !facts.owner ? No.NOT_YOURS : !facts.deletion ? No.NOT_WITHDRAWN : null;
                    case DOWNLOAD -> !facts.owner ? No.NOT_YOURS : facts.deletion ? No.DELETED : null;
                    case ASSIGN -> ofOwner(facts);
                    case ACTIVATE -> first(ofOwner(facts), !facts.downloaded ? No.NOT_DOWNLOADED : null);
                    case DEACTIVATE -> first(ofOwner(facts), !facts.activated ? No.NOT_ACTIVATED : null);
                    case TRANSFER -> first(ofOwner(facts), first(ofPassingOn(facts), ofTransfer(facts)));
                    case RETURN ->
                        first(ofOwner(facts), first(ofPassingOn(facts), !facts.returnable ? No.NOT_RECEIVED : null));
                });
    }

    private static @Nullable No ofOwner(Facts facts) {
        if (!facts.owner) {
            return No.NOT_YOURS;
        }
        if (facts.deletion) {
            return No.DELETED;
        }
        if (facts.controlled) {
            return No.CONTROLLED;
        }
        return facts.transferOpen ? No.TRANSFER_OPEN : null;
    }

    private static @Nullable No ofPassingOn(Facts facts) {
        return facts.activated ? No.ACTIVATED : null;
    }

    private static @Nullable No ofTransfer(Facts facts) {
        if (facts.maxTransfers != null && facts.transfersUsed >= facts.maxTransfers) {
            return No.TRANSFER_LIMIT;
        }
        return facts.toHimself ? No.TO_YOURSELF : null;
    }

    private static @Nullable No ofRecipient(Facts facts) {
        return !facts.transferOpen ? No.NO_TRANSFER_OPEN : !facts.recipient ? No.NOT_YOURS : null;
    }

    private static @Nullable No ofSender(Facts facts) {
        return !facts.transferOpen ? No.NO_TRANSFER_OPEN : !facts.owner ? No.NOT_YOURS : null;
    }

    private static @Nullable No first(@Nullable No one, @Nullable No other) {
        return one != null ? one : other;
    }
}
