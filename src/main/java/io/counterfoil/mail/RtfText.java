package io.counterfoil.mail;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;

/** The plain text of Outlook's compressed rich text. Source: MS-OXRTFCP (compression), MS-OXRTFEX (HTML inside RTF). */
final class RtfText {
    private static final String DICTIONARY =
            "{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern \\fscript \\fdecor MS Sans"
                    + " SerifSymbolArialTimes New RomanCourier{\\colortbl\\red0\\green0\\blue0\r\n\\par"
                    + " \\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx";
    private static final int WINDOW = 4096;
    private static final int COMPRESSED = 0x75465A4C;
    private static final int UNCOMPRESSED = 0x414C454D;
    private static final int HEAD = 16;
    private static final Charset WESTERN = Charset.forName("windows-1252");
    private static final Set<String> WITHOUT_TEXT =
            Set.of("fonttbl", "colortbl", "stylesheet", "info", "pict", "header", "footer", "generator", "themedata");

    private final String rtf;
    private final StringBuilder out = new StringBuilder();
    private final Deque<Boolean> hiddenOutside = new ArrayDeque<>();
    private boolean hidden;
    private boolean hiddenByHtml;
    private int skip;

    private RtfText(String rtf) {
        this.rtf = rtf;
    }

    /** Never fails; the text as far as it can be read. */
    static String ofCompressed(byte[] bytes) {
        if (bytes.length < HEAD) {
            return "";
        }
        int kind = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt(8);
        return switch (kind) {
            case COMPRESSED -> of(decompress(bytes));
            case UNCOMPRESSED -> of(new String(bytes, HEAD, bytes.length - HEAD, StandardCharsets.ISO_8859_1));
            default -> "";
        };
    }

    /** A window of 4096 bytes that begins with words that every RTF has; a bit says whether a byte or a place in it follows. */
    private static String decompress(byte[] in) {
        byte[] window = new byte[WINDOW];
        byte[] start = DICTIONARY.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(start, 0, window, 0, start.length);
        int at = start.length;
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int i = HEAD;
        while (i < in.length && out.size() < Limits.TEXT) {
            int flags = in[i++];
            for (int bit = 0; bit < 8 && i < in.length; bit++) {
                if ((flags >> bit & 1) == 0) {
                    window[at] = in[i];
                    out.write(in[i++]);
                    at = (at + 1) % WINDOW;
                    continue;
                }
                if (i + 1 >= in.length) {
                    return out.toString(StandardCharsets.ISO_8859_1);
                }
                int from = (in[i] & 0xFF) << 4 | (in[i + 1] & 0xF0) >> 4;
                int length = (in[i + 1] & 0x0F) + 2;
                i += 2;
                if (from == at) {
                    return out.toString(StandardCharsets.ISO_8859_1);
                }
                for (int n = 0; n < length; n++) {
                    byte copied = window[(from + n) % WINDOW];
                    window[at] = copied;
                    out.write(copied);
                    at = (at + 1) % WINDOW;
                }
            }
        }
        return out.toString(StandardCharsets.ISO_8859_1);
    }

    static String of(String rtf) {
        RtfText text = new RtfText(rtf);
        int i = 0;
        while (i < rtf.length()) {
            i = text.step(i);
        }
        return text.out.toString().strip();
    }

    private int step(int i) {
        char c = rtf.charAt(i);
        switch (c) {
            case '{' -> hiddenOutside.push(hidden);
            case '}' -> hidden = hiddenOutside.isEmpty() ? hidden : hiddenOutside.pop();
            case '\\' -> {
                return i + 1 < rtf.length() ? control(i + 1) : i + 1;
            }
            case '\r', '\n' -> {
                // means nothing in RTF
            }
            default -> show(String.valueOf(c));
        }
        return i + 1;
    }

    private int control(int i) {
        char c = rtf.charAt(i);
        if (c == '\'') {
            int end = Math.min(rtf.length(), i + 3);
            if (end == i + 3 && rtf.substring(i + 1, end).matches("[0-9a-fA-F]{2}")) {
                byte[] one = {(byte) Integer.parseInt(rtf.substring(i + 1, end), 16)};
                show(new String(one, WESTERN));
            }
            return end;
        }
        if (!isLetter(c)) {
            if (c == '*') {
                hidden = true;
            } else {
                show(c == '~' ? " " : String.valueOf(c));
            }
            return i + 1;
        }
        int end = i;
        while (end < rtf.length() && isLetter(rtf.charAt(end))) {
            end++;
        }
        int number = end;
        while (number < rtf.length() && number - end < 8 && "-0123456789".indexOf(rtf.charAt(number)) >= 0) {
            number++;
        }
        word(rtf.substring(i, end), rtf.substring(end, number));
        return number < rtf.length() && rtf.charAt(number) == ' ' ? number + 1 : number;
    }

    private void word(String word, String number) {
        if (WITHOUT_TEXT.contains(word)) {
            hidden = true;
        }
        switch (word) {
            case "par", "line" -> show("\n");
            case "tab", "cell" -> show("\t");
            case "htmlrtf" -> hiddenByHtml = !number.equals("0");
            case "u" -> {
                if (number.matches("-?\\d{1,6}")) {
                    show(String.valueOf((char) Integer.parseInt(number)));
                    // one character follows for programs that don't know Unicode
                    skip = 1;
                }
            }
            default -> {
                // fonts, colours, margins
            }
        }
    }

    private void show(String text) {
        if (skip > 0) {
            skip--;
        } else if (!hidden && !hiddenByHtml) {
            out.append(text);
        }
    }

    private static boolean isLetter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }
}
