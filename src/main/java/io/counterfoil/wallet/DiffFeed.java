package io.counterfoil.wallet;

import io.counterfoil.kernel.OrganizerCode;
import io.counterfoil.kernel.Refusal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** The diff: what changed after a key, oldest first. Source: wallet contract. */
final class DiffFeed {
    static final int MOST = 10_000;

    private final Wallet wallet;

    DiffFeed(Wallet wallet) {
        this.wallet = wallet;
    }

    /** A page of the diff as JSON. */
    record Page(List<String> entries, String nextKey, boolean hasMore) {
        byte[] json() {
            StringBuilder text = new StringBuilder("{\"tickets\":[");
            text.append(String.join(",", entries));
            text.append("],\"nextPaginationKey\":\"").append(nextKey);
            text.append("\",\"hasMore\":").append(hasMore).append('}');
            return text.toString().getBytes(StandardCharsets.UTF_8);
        }
    }

    /** At most {@code limit} entries after the key; an absent or empty key means from the beginning. */
    Page after(OrganizerCode organizer, @Nullable String key, int limit) {
        if (limit < 1 || limit > MOST) {
            throw Refusal.invalid("limit", limit, "1 to " + MOST);
        }
        wallet.expireOverdue(organizer);
        return wallet.database().read(() -> {
            WalletDatabase.Head head = wallet.database().head(organizer);
            long after =
                    key == null || key.isEmpty() ? 0 : DiffKey.parse(key, head).sequence();
            List<Told> told = entries(head, after, limit + 1);
            boolean more = told.size() > limit;
            List<Told> page = more ? told.subList(0, limit) : told;
            // a last page ends where the wallet stands: in the mode of last states that may be after its last entry
            long next = more ? page.getLast().sequence() : Math.max(after, head.sequence());
            return new Page(
                    page.stream().map(Told::entry).toList(),
                    new DiffKey(head.epoch(), next).text(head.keySecret()),
                    more);
        });
    }

    private List<Told> entries(WalletDatabase.Head head, long after, int limit) {
        JdbcTemplate jdbc = wallet.database().jdbc();
        String sql = switch (head.mode()) {
            case EVERY_CHANGE -> """
                        select sequence, entry from wallet.change
                        where organizer = ? and sequence > ? order by sequence limit ?""";
            case LAST_STATE -> """
                        select c.sequence, c.entry from wallet.ticket t
                        join wallet.change c on c.organizer = t.organizer and c.sequence = t.last_sequence
                        where t.organizer = ? and t.last_sequence > ? order by t.last_sequence limit ?""";
        };
        return jdbc.query(
                sql,
                (rs, row) -> new Told(rs.getLong(1), rs.getString(2)),
                head.organizer().value(),
                after,
                limit);
    }

    private record Told(long sequence, String entry) {}
}
