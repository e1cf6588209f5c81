package io.counterfoil.helpdesk;

import java.util.UUID;

/** A mail that is being taken; handed from thread to thread under the lock of its organizer's line. */
final class IntakeJob {
    private final UUID mailId;
    private final Intake.Reading reading;
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

    /** What it is found by when it breaks. */
    String searched() {
        return SearchedText.all(reading.arrived().mail());
    }

    /** Where it is, or broke. */
    String stage() {
        return stage;
    }

    void stage(String name) {
        this.stage = name;
    }
}
