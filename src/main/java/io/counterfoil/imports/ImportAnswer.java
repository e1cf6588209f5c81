package io.counterfoil.imports;

import java.util.List;

/**
 * What came of an import. Every line that is not blank is counted once: imported + unchanged + rejectedLines are all lines.
 *
 * @param imported lines that made or changed a ticket
 * @param unchanged lines that said nothing new
 * @param rejectedLines how many lines were not imported
 * @param rejected the first {@value #MOST_TOLD} of them, with their reasons
 */
public record ImportAnswer(long imported, long unchanged, long rejectedLines, List<RejectedLine> rejected) {
    /** So that the answer to a million bad lines stays bounded. */
    static final int MOST_TOLD = 10_000;
}
