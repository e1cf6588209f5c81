package io.counterfoil.journal;

import io.counterfoil.kernel.Rule;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How the lines of a journal hang together, so that nobody alters one unseen. */
@Rule(
        "A journal line's hash covers the line before it, its own who, what and when, and the salted digest of its body; an"
                + " erasure removes body and salt and leaves the chain valid.")
final class HashChain {
    private static final byte[] NOTHING = new byte[0];

    private final MessageDigest sha256 = sha256();

    /** SHA-256 of salt and body. */
    byte[] digest(byte[] salt, @Nullable String body) {
        sha256.update(salt);
        return sha256.digest(body == null ? NOTHING : body.getBytes(StandardCharsets.UTF_8));
    }

    /** The hash of a line: of the former line's hash (empty for the first) and everything of this line but body and salt. */
    byte[] next(byte[] former, long seq, Instant at, String actor, Change change, byte[] digest) {
        sha256.update(former);
        sha256.update(ByteBuffer.allocate(16)
                .putLong(seq)
                .putLong(Math.addExact(Math.multiplyExact(at.getEpochSecond(), 1_000_000L), at.getNano() / 1_000))
                .array());
        member(actor);
        member(change.entity());
        member(change.entityId());
        member(change.action());
        member(change.runId() == null ? "" : change.runId().toString());
        return sha256.digest(digest);
    }

    private void member(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        // length first: no two different lines give the same bytes
        sha256.update(ByteBuffer.allocate(4).putInt(bytes.length).array());
        sha256.update(bytes);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
