package io.counterfoil.backoffice;

import io.counterfoil.runs.LatestRun;
import io.counterfoil.tickets.TransferFigures;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Is everything in step?
 *
 * @param verdict the worst of all there is
 * @param figures each leads to its list
 * @param functions those that are set up or ran, and retrieving of every interface
 */
record HomeView(
        Tone verdict,
        List<Figure> figures,
        List<FunctionLine> functions,
        BarChart transfers,
        List<Hour> hours,
        BarChart ages,
        List<Age> openByAge,
        Map<String, Long> quarantine,
        boolean anyInterface) {

    /** A number, what it is about ({@code home.figure.key}) and where its list is. */
    record Figure(String key, Tone tone, String value, String path) {}

    /** Open transfers of an age; their list is at the path. */
    record Age(String text, long count, String path) {}

    /** Transfers of an hour; their list is at the path. */
    record Hour(TransferFigures.Hour hour, String path) {}

    /** How a function of an interface does. */
    record FunctionLine(
            String interfaceCode,
            String function,
            FunctionHealth health,
            @Nullable LatestRun latest,
            @Nullable Instant nextDueAt,
            @Nullable String pauseReason) {}
}
