package io.counterfoil.commands;

import io.counterfoil.kernel.Refusal;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** A refusal that ends the start is for the operator: its words, without a stack trace. */
final class RefusalAnalyzer extends AbstractFailureAnalyzer<Refusal> {
    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, Refusal cause) {
        return new FailureAnalysis(String.valueOf(cause.getMessage()), "Settings: docs/howto/settings.md", cause);
    }
}
