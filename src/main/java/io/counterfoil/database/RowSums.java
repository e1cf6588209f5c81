package io.counterfoil.database;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Counts and checksums the rows of a table in COPY's text format, one a line, whatever their order: the sum of each row's
 * SHA-256, so that a table is compared without being sorted.
 */
final class RowSums {
    private final MessageDigest sha256;
    private final long[] sums = new long[4];
    private long rows;

    RowSums() {
        try {
            this.sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Takes the next bytes; rows may begin and end anywhere in them. */
    void add(byte[] bytes, int length) {
        int begin = 0;
        for (int i = 0; i < length; i++) {
            if (bytes[i] == '\n') {
                sha256.update(bytes, begin, i - begin);
                ByteBuffer digest = ByteBuffer.wrap(sha256.digest());
                for (int word = 0; word < sums.length; word++) {
                    sums[word] += digest.getLong();
                }
                rows++;
                begin = i + 1;
            }
        }
        sha256.update(bytes, begin, length - begin);
    }

    long rows() {
        return rows;
    }

    String checksum() {
        ByteBuffer bytes = ByteBuffer.allocate(sums.length * Long.BYTES);
        for (long sum : sums) {
            bytes.putLong(sum);
        }
        return HexFormat.of().formatHex(bytes.array());
    }
}
