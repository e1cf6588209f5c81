package io.counterfoil.sync;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds where each entry of a page begins and ends without reading the entries, so that one that is no JSON costs no other.
 * Checks strings, brackets, and the form of everything outside of the entries.
 */
final class PageScan {
    private static final Pattern SCALAR =
            Pattern.compile("true|false|null|-?(0|[1-9][0-9]*+)(\\.[0-9]++)?([eE][+-]?[0-9]++)?");

    private final byte[] page;
    private int at;

    private @Nullable List<Slice> tickets;
    private @Nullable Slice nextKey;
    private @Nullable Slice hasMore;
    private boolean ticketsIsNoArray;

    /** Bytes of the page, from the first to before the last. */
    record Slice(int from, int to) {}

    /** The page is not what it should be; the message says how. */
    static final class Broken extends Exception {
        private static final long serialVersionUID = 1L;
        private final boolean cutOff;

        Broken(String message, boolean cutOff) {
            super(message, null, false, false);
            this.cutOff = cutOff;
        }

        /** The page ends where more should come. */
        boolean cutOff() {
            return cutOff;
        }
    }

    PageScan(byte[] page) {
        this.page = page;
    }

    /** The entries, or null when there is no member {@code tickets}, or it is no array. */
    @Nullable
    List<Slice> tickets() {
        return ticketsIsNoArray ? null : tickets;
    }

    @Nullable
    Slice nextKey() {
        return nextKey;
    }

    @Nullable
    Slice hasMore() {
        return hasMore;
    }

    void scan() throws Broken {
        skipByteOrderMark();
        blanks();
        expect('{');
        blanks();
        if (peek() == '}') {
            at++;
        } else {
            members();
        }
        blanks();
        if (at < page.length) {
            throw notJson();
        }
    }

    private void members() throws Broken {
        while (true) {
            blanks();
            int from = at;
            skipString();
            String name = new String(page, from + 1, at - from - 2, StandardCharsets.UTF_8);
            blanks();
            expect(':');
            blanks();
            member(name);
            blanks();
            if (peek() == '}') {
                at++;
                return;
            }
            expect(',');
        }
    }

    private void member(String name) throws Broken {
        switch (name) {
            case "tickets" -> {
                once(name, tickets);
                tickets = new ArrayList<>();
                if (peek() == '[') {
                    entries(tickets);
                } else {
                    ticketsIsNoArray = true;
                    value();
                }
            }
            case "nextPaginationKey" -> {
                once(name, nextKey);
                nextKey = value();
            }
            case "hasMore" -> {
                once(name, hasMore);
                hasMore = value();
            }
            default -> value();
        }
    }

    private static void once(String name, @Nullable Object former) throws Broken {
        if (former != null) {
            throw new Broken("member " + name + " comes twice", false);
        }
    }

    private void entries(List<Slice> entries) throws Broken {
        at++;
        blanks();
        if (peek() == ']') {
            at++;
            return;
        }
        while (true) {
            blanks();
            entries.add(value());
            blanks();
            if (peek() == ']') {
                at++;
                return;
            }
            expect(',');
        }
    }

    private Slice value() throws Broken {
        int from = at;
        switch (peek()) {
            case '"' -> skipString();
            case '{', '[' -> skipContainer();
            default -> skipScalar();
        }
        return new Slice(from, at);
    }

    private void skipString() throws Broken {
        expect('"');
        while (at < page.length) {
            byte b = page[at++];
            if (b == '"') {
                return;
            }
            if (b == '\\') {
                at++;
            }
        }
        throw cutOff();
    }

    private void skipContainer() throws Broken {
        // one bit a level: set for an object, clear for an array
        BitSet open = new BitSet();
        int depth = 0;
        while (at < page.length) {
            switch (page[at]) {
                case '"' -> {
                    skipString();
                    continue;
                }
                case '{' -> open.set(depth++);
                case '[' -> open.clear(depth++);
                case '}', ']' -> {
                    if (open.get(--depth) != (page[at] == '}')) {
                        throw notJson();
                    }
                }
                default -> {}
            }
            at++;
            if (depth == 0) {
                return;
            }
        }
        throw cutOff();
    }

    private void skipScalar() throws Broken {
        int from = at;
        while (at < page.length && page[at] > ' ' && page[at] != ',' && page[at] != ']' && page[at] != '}') {
            at++;
        }
        if (at == page.length) {
            throw cutOff();
        }
        String text = new String(page, from, at - from, StandardCharsets.UTF_8);
        if (!SCALAR.matcher(text).matches()) {
            at = from;
            throw notJson();
        }
    }

    private void skipByteOrderMark() {
        if (page.length >= 3 && page[0] == (byte) 0xEF && page[1] == (byte) 0xBB && page[2] == (byte) 0xBF) {
            at = 3;
        }
    }

    private void blanks() {
        while (at < page.length && (page[at] == ' ' || page[at] == '\n' || page[at] == '\r' || page[at] == '\t')) {
            at++;
        }
    }

    private byte peek() throws Broken {
        if (at >= page.length) {
            throw cutOff();
        }
        return page[at];
    }

    private void expect(char wanted) throws Broken {
        if (peek() != wanted) {
            throw notJson();
        }
        at++;
    }

    private Broken notJson() {
        return new Broken("not JSON from byte " + at + " on", false);
    }

    private Broken cutOff() {
        return new Broken(page.length == 0 ? "nothing came" : "cut off after " + page.length + " bytes", true);
    }
}
