package io.counterfoil.mail;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What Outlook packs into {@code winmail.dat}: files, and the text. Source: MS-OXTNEF (the envelope) and MS-OXCDATA (the
 * properties). Files are views of the bytes read, nothing is copied.
 */
final class Tnef {
    private static final int SIGNATURE = 0x223E9F78;
    private static final int NEW_ATTACHMENT = 0x9002;
    private static final int ATTACHMENT_TITLE = 0x8010;
    private static final int ATTACHMENT_DATA = 0x800F;
    private static final int ATTACHMENT_PROPERTIES = 0x9005;
    private static final int MESSAGE_PROPERTIES = 0x9003;
    private static final int OEM_CODE_PAGE = 0x9007;
    private static final int MOST_FILES = 200;

    private final List<File> files = new ArrayList<>();
    private final Defects defects;
    private String codePage = "windows-1252";
    private String text = "";
    private String html = "";

    private Tnef(Defects defects) {
        this.defects = defects;
    }

    /** A file while its attributes are read. */
    static final class File {
        private String name = "";
        private String type = "";
        private String contentId = "";
        private ByteBuffer data = ByteBuffer.allocate(0);

        String name() {
            return name;
        }

        String type() {
            return type.isEmpty() ? "application/octet-stream" : type;
        }

        String contentId() {
            return contentId;
        }

        ByteBuffer data() {
            return data.duplicate();
        }
    }

    List<File> files() {
        return files;
    }

    /** Plain text, empty when there is none. */
    String text() {
        return text;
    }

    String html() {
        return html;
    }

    /** Nothing when these are not the bytes of a TNEF stream; as much as can be read of a damaged one. */
    static Optional<Tnef> read(byte[] bytes, Defects defects) {
        ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        if (in.remaining() < 6 || in.getInt() != SIGNATURE) {
            return Optional.empty();
        }
        in.getShort();
        Tnef tnef = new Tnef(defects);
        try {
            // level, id, length
            while (in.remaining() > 9) {
                in.get();
                int id = in.getInt() & 0xFFFF;
                ByteBuffer data = take(in, in.getInt());
                tnef.attribute(id, data);
                // its checksum
                in.position(Math.min(in.limit(), in.position() + 2));
            }
        } catch (BufferUnderflowException damaged) {
            defects.add("damaged winmail.dat");
        }
        return Optional.of(tnef);
    }

    private void attribute(int id, ByteBuffer data) {
        if (id == NEW_ATTACHMENT && files.size() < MOST_FILES) {
            files.add(new File());
        } else if (id == OEM_CODE_PAGE && data.remaining() >= 4) {
            codePage = "windows-" + data.getInt(data.position());
        } else if (id == MESSAGE_PROPERTIES) {
            properties(data, null);
        } else if (!files.isEmpty()) {
            File file = files.getLast();
            switch (id) {
                case ATTACHMENT_TITLE -> file.name = string(data);
                case ATTACHMENT_DATA -> file.data = data;
                case ATTACHMENT_PROPERTIES -> properties(data, file);
                default -> {
                    // sizes, times, pictures of icons
                }
            }
        }
    }

    /** @param file null: the message's own properties */
    private void properties(ByteBuffer in, @Nullable File file) {
        int count = in.getInt();
        for (int i = 0; i < count && in.remaining() >= 4; i++) {
            int type = in.getShort() & 0xFFFF;
            int id = in.getShort() & 0xFFFF;
            if (id >= 0x8000) {
                skipName(in);
            }
            int values = (type & 0x1000) != 0 || isVariable(type) ? in.getInt() : 1;
            for (int v = 0; v < values; v++) {
                ByteBuffer value = value(in, type & 0xFFF);
                if (v == 0) {
                    property(id, type & 0xFFF, value, file);
                }
            }
        }
    }

    private static void skipName(ByteBuffer in) {
        take(in, 16);
        if (in.getInt() == 0) {
            in.getInt();
        } else {
            take(in, padded(in.getInt()));
        }
    }

    private static boolean isVariable(int type) {
        int base = type & 0xFFF;
        return base == 0x1E || base == 0x1F || base == 0x0D || base == 0x102;
    }

    private static ByteBuffer value(ByteBuffer in, int type) {
        if (isVariable(type)) {
            int length = in.getInt();
            ByteBuffer value = take(in, length);
            take(in, Math.min(in.remaining(), padded(length) - length));
            return value;
        }
        return switch (type) {
            case 0x05, 0x06, 0x07, 0x14, 0x40 -> take(in, 8);
            case 0x48 -> take(in, 16);
            default -> take(in, 4);
        };
    }

    private void property(int id, int type, ByteBuffer value, @Nullable File file) {
        if (file == null) {
            switch (id) {
                case 0x1000 -> text = string(value, type);
                case 0x1013 -> html = string(value, type);
                case 0x1009 -> text = text.isEmpty() ? RtfText.ofCompressed(bytes(value)) : text;
                case 0x3FDE ->
                    codePage = value.remaining() >= 4 ? "windows-" + value.getInt(value.position()) : codePage;
                default -> {
                    // some two hundred others
                }
            }
            return;
        }
        switch (id) {
            case 0x3707 -> file.name = string(value, type);
            case 0x3704 -> file.name = file.name.isEmpty() ? string(value, type) : file.name;
            case 0x370E -> file.type = string(value, type);
            case 0x3712 -> file.contentId = string(value, type);
            case 0x3701 -> file.data = file.data.hasRemaining() ? file.data : value;
            default -> {
                // sizes, flags
            }
        }
    }

    private String string(ByteBuffer value, int type) {
        if (type != 0x1F) {
            return string(value);
        }
        String utf16 = new String(bytes(value), StandardCharsets.UTF_16LE);
        return utf16.replace("\0", "");
    }

    private String string(ByteBuffer value) {
        String label = codePage.equals("windows-65001") ? "utf-8" : codePage;
        return Charsets.decode(bytes(value), label, defects).replace("\0", "");
    }

    private static byte[] bytes(ByteBuffer value) {
        byte[] bytes = new byte[Math.min(value.remaining(), Limits.TEXT)];
        value.duplicate().get(bytes);
        return bytes;
    }

    private static int padded(int length) {
        return (length + 3) & ~3;
    }

    private static ByteBuffer take(ByteBuffer in, int length) {
        if (length < 0 || length > in.remaining()) {
            throw new BufferUnderflowException();
        }
        ByteBuffer part = in.slice(in.position(), length).order(ByteOrder.LITTLE_ENDIAN);
        in.position(in.position() + length);
        return part;
    }
}
