package io.counterfoil.mail;

import io.counterfoil.kernel.Rule;

/** What a mail server's refusal means. Source: RFC 5321, sections 4.2.1 and 4.5.3.1.10; RFC 3463. */
@Rule(
        "A 5yz answer to an address or to the mail is final, any other is not. Whatever is said before a mail is named (greeting, TLS, sign-in)"
                + " tells of the server and not of the mail: it is tried again. 552 and 452 to an address mean that there were too many.")
enum SmtpAnswer {
    FINAL,
    LATER;

    private static final int TOO_MANY = 552;

    /** At which step it was said. */
    enum Step {
        /** Connection, greeting, TLS and sign-in. */
        SESSION,
        SENDER,
        RECIPIENT,
        CONTENT
    }

    /** @param code of three digits; anything else: there was none */
    static SmtpAnswer of(Step step, int code) {
        boolean permanent = code >= 500 && code <= 599;
        return switch (step) {
            case SESSION -> LATER;
            case SENDER, CONTENT -> permanent ? FINAL : LATER;
            case RECIPIENT -> permanent && code != TOO_MANY ? FINAL : LATER;
        };
    }
}
