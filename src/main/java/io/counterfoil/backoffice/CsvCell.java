package io.counterfoil.backoffice;

import io.counterfoil.kernel.Rule;
import org.jspecify.annotations.Nullable;

/** A cell of an export. Source: RFC 4180, and OWASP on CSV injection. */
@Rule(
        "A cell of an export that a spreadsheet would take for a formula (it begins with =, +, -, @, a tab or a line break, also"
                + " after blanks) gets an apostrophe before it; cells with commas, quotes or line breaks stand in quotes.")
final class CsvCell {
    private static final String FORMULA = "=+-@\t\r\n＝＋－＠";

    private CsvCell() {}

    /** The cell as it stands in the file. */
    static String of(@Nullable Object value) {
        if (value == null) {
            return "";
        }
        String text = value.toString();
        String safe = isFormula(text) ? "'" + text : text;
        boolean quoted =
                safe.chars().anyMatch(c -> c == ',' || c == ';' || c == '"' || c == '\n' || c == '\r' || c == '\t');
        return quoted ? '"' + safe.replace("\"", "\"\"") + '"' : safe;
    }

    private static boolean isFormula(String text) {
        if (text.isEmpty()) {
            return false;
        }
        String begins = text.stripLeading();
        return FORMULA.indexOf(text.charAt(0)) >= 0 || (!begins.isEmpty() && FORMULA.indexOf(begins.charAt(0)) >= 0);
    }

    /** A row with its end. */
    static String row(@Nullable Object... values) {
        StringBuilder row = new StringBuilder();
        for (int i = 0; i < values.length; i++) {
            row.append(i == 0 ? "" : ",").append(of(values[i]));
        }
        return row.append("\r\n").toString();
    }
}
