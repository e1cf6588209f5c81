package io.counterfoil.reference;

import java.time.Instant;
import java.util.List;

/**
 * Made-up lives of tickets: who exists beforehand, and everything that then reaches the back office, in that order. The same
 * seed and settings give the same lives.
 */
public record TicketLives(long seed, LifeSettings settings, List<KnownBefore> knownBefore, List<LifeStep> steps) {
    /** A contact that exists beforehand. The first address is the present one. */
    public record KnownBefore(
            String handle,
            List<String> addresses,
            ReferenceProfile profile,
            boolean temporary,
            boolean internetAccount,
            Instant createdAt) {}

    /** Makes lives up. */
    public static TicketLives of(long seed, LifeSettings settings) {
        return new LifeGenerator(seed, settings).lives();
    }

    /** The reference's result of all of it. */
    public ReferenceResult play() {
        ReferenceInterpreter interpreter = interpreter();
        steps.forEach(step -> play(step, interpreter));
        return interpreter.result();
    }

    /** An interpreter that knows who exists beforehand, and nothing else. */
    public ReferenceInterpreter interpreter() {
        ReferenceInterpreter interpreter = new ReferenceInterpreter(true);
        for (KnownBefore known : knownBefore) {
            interpreter.contact(
                    known.handle(),
                    known.addresses(),
                    known.profile(),
                    known.temporary(),
                    known.internetAccount(),
                    known.createdAt());
        }
        return interpreter;
    }

    /** Lets one step reach an interpreter. */
    public static void play(LifeStep step, ReferenceInterpreter interpreter) {
        switch (step) {
            case LifeStep.Import(Instant at, String ticketId, var named) ->
                interpreter.importTicket(ticketId, named, at);
            case LifeStep.Page page -> {
                for (LifeStep.FeedItem item : page.items()) {
                    if (item.entry() != null) {
                        interpreter.deliver(page.interfaceCode(), page.epoch(), item.entry(), page.at());
                    }
                }
            }
            case LifeStep.Distribute(Instant at, String request, String ticketId, String target, var answer) ->
                interpreter.distribute(request, ticketId, target, answer, at);
            case LifeStep.TakeBack(Instant at, String request, String ticketId, var answer) ->
                interpreter.takeBack(request, ticketId, answer, at);
            case LifeStep.Answer(Instant at, String request, var answer) -> interpreter.answer(request, answer, at);
            case LifeStep.Switch(Instant at, boolean on) -> interpreter.distribution(on);
        }
    }
}
