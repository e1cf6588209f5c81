package io.counterfoil.kernel;

/** The number of a help-desk case, unique within its organizer: at most twelve digits, as an ID tag carries them. */
public record CaseNumber(long value) {
    /** The largest one that a tag can carry. */
    public static final long LARGEST = 999_999_999_999L;

    public CaseNumber {
        if (value < 1 || value > LARGEST) {
            throw Refusal.invalid("caseNumber", value, "1 to " + LARGEST);
        }
    }

    /** Seven digits at least, as tags and titles show it. */
    @Override
    public String toString() {
        String digits = Long.toString(value);
        return "0".repeat(Math.max(0, 7 - digits.length())) + digits;
    }
}
