package io.counterfoil.helpdesk;

import io.counterfoil.kernel.Refusal;
import io.counterfoil.kernel.Rule;
import java.util.List;

/** What may stand beside what an agent writes. */
@Rule(
        "A reply or a note has at most 10 files, each of 1 byte to 10 MiB, and of at most 15 MiB together: in a mail they grow by a third,"
                + " and many mail servers take no mail of more than 25 MB.")
public final class FileLimits {
    private static final int MOST_FILES = 10;
    private static final long MIB = 1024 * 1024;
    private static final long MOST_BYTES = 10 * MIB;
    private static final long MOST_TOGETHER = 15 * MIB;

    private FileLimits() {}

    /**
     * A file before its bytes are looked at.
     *
     * @param size bytes
     */
    public record Size(String filename, long size) {}

    /** Refuses files of which there are too many, or that are empty or too large. */
    public static void check(List<Size> files) {
        if (files.size() > MOST_FILES) {
            throw Refusal.invalid("attachments", files.size() + " files", "at most " + MOST_FILES + " files");
        }
        for (Size file : files) {
            if (file.size() < 1 || file.size() > MOST_BYTES) {
                throw Refusal.invalid(
                        "attachments",
                        file.filename() + " of " + file.size() + " bytes",
                        "files of 1 to " + MOST_BYTES + " bytes");
            }
        }
        long together = files.stream().mapToLong(Size::size).sum();
        if (together > MOST_TOGETHER) {
            throw Refusal.invalid(
                    "attachments", together + " bytes together", "at most " + MOST_TOGETHER + " bytes together");
        }
    }
}
