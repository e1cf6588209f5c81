package io.counterfoil.helpdesk;

import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A mail that is being taken; handed from thread to thread under the lock of its organizer's line. */
final class IntakeJob {
    private final UUID mailId;
    private volatile Intake.@Nullable Reading reading;
    private volatile @Nullable End end;
    private volatile String stage = "read";

    IntakeJob(UUID mailId) {
        this.mailId = mailId;
    }

    /** How a job ended. */
    sealed interface End {}

    record Ended(Intake.Result result) implements End {}

    /** Not the mail's fault: it waits. */
    record Failed(RuntimeException later) implements End {}

    record Defect(Throwable defect) implements End {}

    UUID mailId() {
        return mailId;
    }

    void read(Intake.Reading understood) {
        this.reading = understood;
    }

    Intake.Reading reading() {
        return Objects.requireNonNull(reading, "the mail was not read");
    }

    /** Null: not yet. */
    @Nullable
    End end() {
        return end;
    }

    void end(End how) {
        this.end = how;
    }

    /** Where it is, or broke. */
    String stage() {
        return stage;
    }

    void stage(String name) {
        this.stage = name;
    }
}
