package io.counterfoil.push;

import io.counterfoil.organizers.Interface;
import io.counterfoil.organizers.InterfaceFunction;
import io.counterfoil.runs.Run;
import io.counterfoil.runs.RunContext;
import io.counterfoil.runs.RunEnd;
import io.counterfoil.runs.RunFunction;
import io.counterfoil.runs.Runs;

/** A push function, as runs know it. */
final class PushFunction implements RunFunction {
    private final PushTools tools;
    private final Runs runs;
    private final PushKind kind;

    PushFunction(PushTools tools, Runs runs, PushKind kind) {
        this.tools = tools;
        this.runs = runs;
        this.kind = kind;
    }

    @Override
    public InterfaceFunction function() {
        return kind.function();
    }

    @Override
    public RunEnd execute(RunContext context) {
        Interface link = tools.interfaces().require(context.organizer(), context.interfaceCode());
        PushSettings.Stored settings = tools.transactions()
                .read(
                        context.organizer(),
                        () -> tools.store().settings(context.organizer(), link.code(), kind.function()));
        return new PushRun(tools, kind, context, link, settings).run(begin(context));
    }

    private String begin(RunContext context) {
        if (!context.lease().takenOver()) {
            return "";
        }
        String key = runs.find(context.organizer(), context.runId())
                .map(Run::paginationKey)
                .orElse(null);
        return key == null ? "" : key;
    }
}
