package io.counterfoil.mail;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Pattern;
import org.apache.james.mime4j.MimeException;
import org.apache.james.mime4j.codec.DecodeMonitor;
import org.apache.james.mime4j.stream.EntityState;
import org.apache.james.mime4j.stream.Field;
import org.apache.james.mime4j.stream.MimeConfig;
import org.apache.james.mime4j.stream.MimeTokenStream;
import org.apache.james.mime4j.stream.RecursionMode;
import org.jspecify.annotations.Nullable;

/**
 * Goes through a mail from its first byte to its last and shows each leaf of its tree once, as a stream: nothing is held that the
 * visitor doesn't hold. An enclosed message is a leaf.
 */
final class MimeWalk {
    private static final MimeConfig CONFIG = new MimeConfig.Builder()
            .setStrictParsing(false)
            .setMaxLineLen(Limits.HEADER)
            .setMaxHeaderLen(Limits.HEADER)
            // counted in HeaderFields, which goes on where the parser would give up
            .setMaxHeaderCount(-1)
            .setMaxContentLen(-1)
            .build();
    /** The longest boundary that the parser's buffer takes; RFC 2046 allows 70 characters. */
    private static final int LONGEST_BOUNDARY = 1_000;

    private static final Pattern MEDIA_TYPE = Pattern.compile("[!-.0-~]+/[!-.0-~]+");

    private final MimeTokenStream stream = new MimeTokenStream(CONFIG, DecodeMonitor.SILENT, null);
    private final Deque<Multipart> above = new ArrayDeque<>();
    private final Defects defects;
    private final Visitor visitor;
    private HeaderFields fields;
    private ParameterisedField type = ParameterisedField.NONE;
    private boolean headerShown;
    private int parts;
    private int alternatives;

    MimeWalk(Defects defects, Visitor visitor) {
        this.defects = defects;
        this.visitor = visitor;
        this.fields = new HeaderFields(defects);
    }

    interface Visitor {
        /** The mail's own header, before any leaf. */
        void header(HeaderFields header, ParameterisedField type);

        /** @param body with its transfer encoding undone */
        void leaf(Leaf leaf, InputStream body) throws IOException;
    }

    /**
     * @param type media type, lower-case
     * @param container subtype of the multipart that it stands in; empty for the mail itself
     * @param alternative which multipart/alternative it belongs to; 0: none
     */
    record Leaf(
            HeaderFields fields,
            String type,
            ParameterisedField contentType,
            ParameterisedField disposition,
            String container,
            int alternative) {}

    private record Multipart(String subtype, int alternative) {}

    /** Never throws: where the structure breaks, the walk ends and a defect says so. */
    void walk(InputStream mail) {
        try {
            stream.setRecursionMode(RecursionMode.M_NO_RECURSE);
            stream.parse(mail);
            EntityState state = stream.getState();
            while (state != EntityState.T_END_OF_STREAM && parts <= Limits.PARTS) {
                take(state);
                state = stream.next();
            }
            if (parts > Limits.PARTS) {
                defects.add("more than " + Limits.PARTS + " parts");
            }
        } catch (MimeException | IOException broken) {
            defects.add("structure is broken", String.valueOf(broken.getMessage()));
        } catch (IllegalStateException
                | IllegalArgumentException
                | IndexOutOfBoundsException
                | ClassCastException bug) {
            // the parser's own, met by input that nobody thought of; the mail is kept, and read as far as it went
            defects.add("structure is broken", bug.getClass().getSimpleName());
        }
    }

    /** The header of an enclosed message; its own enclosures are not looked at, however deep they go. */
    static HeaderFields headerOf(byte[] message) {
        Defects ignored = new Defects();
        HeaderFields[] found = {new HeaderFields(ignored)};
        MimeWalk walk = new MimeWalk(ignored, new Visitor() {
            @Override
            public void header(HeaderFields header, ParameterisedField type) {
                found[0] = header;
            }

            @Override
            public void leaf(Leaf leaf, InputStream body) {
                // not reached
            }
        });
        walk.parts = Limits.PARTS;
        walk.walk(new MailBytes(message, ignored).stream());
        return found[0];
    }

    private void take(EntityState state) throws IOException {
        switch (state) {
            case T_START_BODYPART -> stream.setRecursionMode(RecursionMode.M_NO_RECURSE);
            case T_START_HEADER -> fields = new HeaderFields(defects);
            case T_FIELD -> add(stream.getField());
            case T_END_HEADER -> endOfHeader();
            case T_START_MULTIPART -> above.push(multipart());
            case T_END_MULTIPART -> above.poll();
            case T_BODY -> leaf();
            case T_START_MESSAGE,
                    T_END_MESSAGE,
                    T_RAW_ENTITY,
                    T_PREAMBLE,
                    T_EPILOGUE,
                    T_END_BODYPART,
                    T_END_OF_STREAM -> {
                // nothing to show
            }
        }
    }

    private void add(@Nullable Field field) {
        if (field != null && field.getRaw() != null) {
            fields.add(field.getName(), field.getRaw().toByteArray());
        }
    }

    private void endOfHeader() {
        type = ParameterisedField.parse(fields.first("content-type"), defects);
        if (!headerShown) {
            headerShown = true;
            visitor.header(fields, type);
        }
        if (type.word().startsWith("multipart/")) {
            String boundary = type.get("boundary");
            boolean unusable = boundary == null || boundary.isEmpty() || boundary.length() > LONGEST_BOUNDARY;
            boolean tooDeep = above.size() >= Limits.LEVELS;
            if (unusable || tooDeep) {
                defects.add(unusable ? "multipart without boundary" : "more than " + Limits.LEVELS + " levels");
                stream.setRecursionMode(RecursionMode.M_FLAT);
                type = new ParameterisedField(unusable ? "text/plain" : "application/octet-stream", type.parameters());
            }
        }
    }

    private Multipart multipart() {
        String subtype = type.word().substring(type.word().indexOf('/') + 1);
        Multipart outer = above.peek();
        int alternative = outer == null ? 0 : outer.alternative();
        return new Multipart(subtype, subtype.equals("alternative") ? ++alternatives : alternative);
    }

    private void leaf() throws IOException {
        if (++parts > Limits.PARTS) {
            return;
        }
        Multipart outer = above.peek();
        String container = outer == null ? "" : outer.subtype();
        ParameterisedField disposition = ParameterisedField.parse(fields.first("content-disposition"), defects);
        int alternative = outer == null ? 0 : outer.alternative();
        try (InputStream body = stream.getDecodedInputStream()) {
            visitor.leaf(new Leaf(fields, mediaType(container), type, disposition, container, alternative), body);
        }
    }

    private String mediaType(String container) {
        String word = type.word();
        if (word.isEmpty()) {
            return container.equals("digest") ? "message/rfc822" : "text/plain";
        }
        if (MEDIA_TYPE.matcher(word).matches()) {
            return word;
        }
        defects.add("not a content type", word);
        return word.startsWith("text") ? "text/plain" : "application/octet-stream";
    }
}
