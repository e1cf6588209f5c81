package io.counterfoil.journal;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Lines ready to be appended: chained to a head. Nothing but that head, which its transaction holds, decides what they are.
 *
 * @param head the line before the first
 * @param next the head after the last
 */
record JournalPage(
        JournalHead head,
        String actor,
        Instant at,
        List<Change> changes,
        byte[][] salts,
        byte[][] digests,
        byte[][] hashes,
        JournalHead next) {
    private static final int SALT_BYTES = 16;

    static JournalPage of(JournalHead head, String actor, Instant at, List<Change> changes, Random random) {
        int count = changes.size();
        byte[] random16s = new byte[count * SALT_BYTES];
        random.nextBytes(random16s);
        HashChain chain = new HashChain();
        byte[][] salts = new byte[count][];
        byte[][] digests = new byte[count][];
        byte[][] hashes = new byte[count][];
        byte[] former = head.hash();
        for (int i = 0; i < count; i++) {
            Change change = changes.get(i);
            salts[i] = Arrays.copyOfRange(random16s, i * SALT_BYTES, (i + 1) * SALT_BYTES);
            digests[i] = chain.digest(salts[i], change.body());
            former = chain.next(former, head.seq() + i + 1, at, actor, change, digests[i]);
            hashes[i] = former;
        }
        return new JournalPage(
                head, actor, at, changes, salts, digests, hashes, new JournalHead(head.seq() + count, former));
    }

    @Nullable
    String[] column(Function<Change, @Nullable String> member) {
        return changes.stream().map(member).toArray(String[]::new);
    }

    @Nullable
    UUID[] runIds() {
        return changes.stream().map(Change::runId).toArray(UUID[]::new);
    }
}
