package io.counterfoil.mail;

import java.util.Optional;

/** What a mail of ours is for; an answer to it is understood by it. */
public enum MailPurpose {
    /** That a case was opened, closed, or waits: sent by itself. */
    NOTICE('n'),
    /** An agent's reply to whom the case is for. */
    REPLY('r'),
    /** Tells an agent; his authenticated answer is a public reply. */
    AGENT_NOTICE('a'),
    /** To a supplier. */
    SUPPLIER('s');

    private final char letter;

    MailPurpose(char letter) {
        this.letter = letter;
    }

    char letter() {
        return letter;
    }

    static Optional<MailPurpose> of(char letter) {
        for (MailPurpose purpose : values()) {
            if (purpose.letter == letter) {
                return Optional.of(purpose);
            }
        }
        return Optional.empty();
    }
}
