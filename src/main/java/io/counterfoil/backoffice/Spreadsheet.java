package io.counterfoil.backoffice;

import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

/** A file that a spreadsheet opens safely, written while it is read: as long as there are rows, in constant memory. */
final class Spreadsheet {
    private final Writer writer;

    private Spreadsheet(Writer writer) {
        this.writer = writer;
    }

    /** Writes the rows of a file. */
    @FunctionalInterface
    interface Rows {
        void into(Spreadsheet sheet);
    }

    /** @param name of the file, of letters and dashes */
    static ResponseEntity<StreamingResponseBody> of(String name, Rows rows) {
        StreamingResponseBody body = out -> {
            Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
            // spreadsheets take a file without this mark for an older encoding
            writer.write('\ufeff');
            rows.into(new Spreadsheet(writer));
            writer.flush();
        };
        return ResponseEntity.ok()
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + name + ".csv\"")
                .contentType(new MediaType("text", "csv", StandardCharsets.UTF_8))
                .body(body);
    }

    /** One row; see {@link CsvCell}. */
    void row(@Nullable Object... values) {
        try {
            writer.write(CsvCell.row(values));
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }
}
