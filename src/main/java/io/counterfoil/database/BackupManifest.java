package io.counterfoil.database;

import java.time.Instant;
import java.util.List;

/**
 * What a backup says of itself.
 *
 * @param format version of this layout
 * @param schemaVersion the last migration of the database that was backed up
 * @param tables in the order in which they can be filled
 */
public record BackupManifest(
        int format, Instant madeAt, String schemaVersion, List<SavedTable> tables, List<SavedSequence> sequences) {
    static final int FORMAT = 1;

    /** Rows of all tables. */
    public long rows() {
        return tables.stream().mapToLong(SavedTable::rows).sum();
    }

    /**
     * @param checksum sum of the SHA-256 of each row, order left out
     */
    record SavedTable(String schema, String name, List<String> columns, long rows, String checksum) {
        String entry() {
            return "tables/" + schema + "." + name + ".copy";
        }
    }

    /** @param next the number that it gives next */
    record SavedSequence(String schema, String name, long next) {}
}
