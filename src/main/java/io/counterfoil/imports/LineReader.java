package io.counterfoil.imports;

import io.counterfoil.kernel.Refusal;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Lines of bytes from a stream of any length, in bounded memory. Not for several threads. */
final class LineReader {
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private final InputStream in;
    private final int longest;
    private final byte[] buffer = new byte[1 << 16];
    private byte[] line = new byte[1 << 12];
    private int length;
    private int at;
    private int end;
    private long number;

    /** @param longest bytes that a line may have; of a longer one only the fact is told */
    LineReader(InputStream in, int longest) {
        this.in = in;
        this.longest = longest;
    }

    /**
     * A line without its end.
     *
     * @param number from 1
     * @param bytes null when the line is too long
     */
    record Line(long number, byte @Nullable [] bytes) {
        boolean isBlank() {
            if (bytes == null) {
                return false;
            }
            for (byte each : bytes) {
                if (each != ' ' && each != '\t') {
                    return false;
                }
            }
            return true;
        }

        /** The bytes, or a refusal of a line that is too long. */
        byte[] checkedBytes(int longest) {
            if (bytes == null) {
                throw Refusal.invalid("line", "a longer one", "at most " + longest + " bytes");
            }
            return bytes;
        }
    }

    /** The next line, or null after the last. */
    @Nullable
    Line next() throws IOException {
        length = 0;
        boolean tooLong = false;
        boolean any = false;
        while (at < end || fill()) {
            any = true;
            int start = at;
            while (at < end && buffer[at] != '\n') {
                at++;
            }
            tooLong |= !append(start, at);
            if (at < end) {
                at++;
                return line(tooLong);
            }
        }
        return any ? line(tooLong) : null;
    }

    private Line line(boolean tooLong) {
        number++;
        if (tooLong) {
            return new Line(number, null);
        }
        int start = number == 1 && startsWithMark() ? BYTE_ORDER_MARK.length : 0;
        int stop = length > start && line[length - 1] == '\r' ? length - 1 : length;
        return new Line(number, Arrays.copyOfRange(line, start, stop));
    }

    private boolean startsWithMark() {
        return length >= BYTE_ORDER_MARK.length
                && Arrays.equals(line, 0, BYTE_ORDER_MARK.length, BYTE_ORDER_MARK, 0, BYTE_ORDER_MARK.length);
    }

    private boolean append(int from, int to) {
        int more = to - from;
        if (length + more > longest) {
            return false;
        }
        if (length + more > line.length) {
            line = Arrays.copyOf(line, Math.max(length + more, Math.min(longest, line.length * 2)));
        }
        System.arraycopy(buffer, from, line, length, more);
        length += more;
        return true;
    }

    private boolean fill() throws IOException {
        end = in.read(buffer);
        at = 0;
        return end > 0;
    }
}
