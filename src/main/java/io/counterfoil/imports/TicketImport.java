package io.counterfoil.imports;

import io.counterfoil.database.OrganizerTransactions;
import io.counterfoil.kernel.OrganizerCode;
import io.counterfoil.kernel.Refusal;
import io.counterfoil.organizers.Organizers;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * Tickets in, one JSON object a line, as many as there are: chunk after chunk, each in a transaction of its own, in constant
 * memory. A line that cannot be used never stops the others. Importing the same again changes nothing, so an import that was
 * cut off is simply repeated.
 */
public final class TicketImport {
    private static final int ROWS_A_CHUNK = 1000;
    private static final int LONGEST_LINE_BYTES = 1 << 20;

    private final OrganizerTransactions transactions;
    private final Organizers organizers;
    private final ChunkImport chunks;

    TicketImport(OrganizerTransactions transactions, Organizers organizers, ChunkImport chunks) {
        this.transactions = transactions;
        this.organizers = organizers;
        this.chunks = chunks;
    }

    /**
     * Imports all lines of the stream.
     *
     * @param actor who does it, for the journal
     * @throws IOException when the stream breaks; what came before stays imported
     */
    public ImportAnswer run(OrganizerCode organizer, String actor, InputStream lines) throws IOException {
        organizers.require(organizer);
        Tally tally = new Tally();
        List<ImportRow> chunk = new ArrayList<>(ROWS_A_CHUNK);
        LineReader reader = new LineReader(lines, LONGEST_LINE_BYTES);
        for (LineReader.Line line = reader.next(); line != null; line = reader.next()) {
            if (line.isBlank()) {
                continue;
            }
            try {
                chunk.add(RowReader.read(line.number(), line.checkedBytes(LONGEST_LINE_BYTES)));
            } catch (Refusal refusal) {
                tally.reject(line.number(), refusal);
            }
            if (chunk.size() == ROWS_A_CHUNK) {
                apply(organizer, actor, chunk, tally);
            }
        }
        apply(organizer, actor, chunk, tally);
        return tally.answer();
    }

    private void apply(OrganizerCode organizer, String actor, List<ImportRow> chunk, Tally tally) {
        if (!chunk.isEmpty()) {
            tally.applied(chunk.size(), transactions.write(organizer, () -> chunks.apply(organizer, actor, chunk)));
            chunk.clear();
        }
    }

    private static final class Tally {
        private final List<RejectedLine> rejected = new ArrayList<>();
        private long rejectedLines;
        private long imported;
        private long unchanged;

        void reject(long line, Refusal refusal) {
            rejectedLines++;
            if (rejected.size() < ImportAnswer.MOST_TOLD) {
                rejected.add(new RejectedLine(line, String.valueOf(refusal.getMessage())));
            }
        }

        void applied(int rows, int withEffect) {
            imported += withEffect;
            unchanged += rows - withEffect;
        }

        ImportAnswer answer() {
            return new ImportAnswer(imported, unchanged, rejectedLines, List.copyOf(rejected));
        }
    }
}
