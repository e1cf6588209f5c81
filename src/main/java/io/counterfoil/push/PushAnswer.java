package io.counterfoil.push;

import java.util.List;

/** What came of a call, retries included. Reasons are for people and hold no personal data and no key. */
sealed interface PushAnswer {
    /** One for each ticket, in the order asked. */
    record Results(List<PushResult> results) implements PushAnswer {}

    /** 401, 403: the schedule pauses until the interface is saved again. */
    record Refused(String reason) implements PushAnswer {}

    /** No usable answer: whether anything was done is not known, everything is asked again later. */
    record Failed(String reason) implements PushAnswer {}

    /** Somebody asked to stop before there was an answer. */
    record Stopped() implements PushAnswer {}
}
