package io.counterfoil.runs;

/** What became of a page's entries, or of a run's. They always add up. */
public record RunCounts(int entries, int applied, int unchanged, int skipped, int quarantined) {
    public static final RunCounts NONE = new RunCounts(0, 0, 0, 0, 0);

    /** Refuses counts that don't add up. */
    public RunCounts {
        if (entries != applied + unchanged + skipped + quarantined) {
            throw new IllegalArgumentException(entries + " entries (expected: " + applied + " applied + " + unchanged
                    + " unchanged + " + skipped + " skipped + " + quarantined + " quarantined)");
        }
    }

    public RunCounts plus(RunCounts other) {
        return new RunCounts(
                entries + other.entries,
                applied + other.applied,
                unchanged + other.unchanged,
                skipped + other.skipped,
                quarantined + other.quarantined);
    }
}
