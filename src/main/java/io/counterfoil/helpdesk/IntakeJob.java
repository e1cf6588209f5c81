package io.counterfoil.helpdesk;

import io.counterfoil.mail.FailedMail;
import java.util.UUID;

/** A mail that is being taken; handed from thread to thread under the lock of its organizer's line. */
final class IntakeJob {
    private final UUID mailId;
    private volatile Intake.Reading reading;
    private volatile String stage = "look up";

    IntakeJob(UUID mailId, Intake.Reading reading) {
        this.mailId = mailId;
        this.reading = reading;
    }

    UUID mailId() {
        return mailId;
    }

    Intake.Reading reading() {
        return reading;
    }

    /** It was read again. */
    void reading(Intake.Reading again) {
        reading = again;
    }

    /** What is kept of it when it breaks. */
    FailedMail known() {
        Arrived arrived = reading.arrived();
        return new FailedMail(
                arrived.subject(), arrived.fromName(), arrived.from().orElse(null), SearchedText.all(arrived.mail()));
    }

    /** Where it is, or broke. */
    String stage() {
        return stage;
    }

    void stage(String name) {
        this.stage = name;
    }
}
