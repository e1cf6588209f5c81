package io.counterfoil.mail;

import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/** Mails made to cost time or memory. Run as a program of its own, it reads them all in the heap that it is given. */
public final class MailBombs {
    /** What a reader may take for one mail, as processor time: machines that test are busy. */
    static final long MOST_MILLIS = 2_000;

    private static final String HEAD = """
            From: anna@example.org
            To: tickets@opera.example
            Subject: x
            Date: Mon, 9 Mar 2026 10:00:00 +0100
            Message-ID: <b@example.org>
            MIME-Version: 1.0
            """;

    private MailBombs() {}

    /** Reads each and says how many milliseconds of processor time it took. */
    public static void main(String[] args) {
        for (Map.Entry<String, Supplier<byte[]>> bomb : all().entrySet()) {
            byte[] raw = bomb.getValue().get();
            long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
            UnderstoodMail mail = MailReader.read(raw, ReadingContext.NOTHING_KNOWN);
            long millis = (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - before) / 1_000_000;
            System.out.println(
                    millis + "\t" + bomb.getKey() + "\t" + mail.attachments().size() + "\t" + mail.defects());
        }
    }

    static Map<String, Supplier<byte[]>> all() {
        Map<String, Supplier<byte[]>> bombs = new LinkedHashMap<>();
        structure(bombs);
        headers(bombs);
        texts(bombs);
        html(bombs);
        files(bombs);
        return bombs;
    }

    private static void structure(Map<String, Supplier<byte[]>> bombs) {
        bombs.put(
                "10,000 parts",
                () -> mail(
                        "Content-Type: multipart/mixed; boundary=x\n\n",
                        "--x\nContent-Type: image/png\n\nx\n",
                        10_000));
        bombs.put("50 levels", () -> bytes(HEAD + levels(50)));
        bombs.put("20,000 levels", () -> bytes(HEAD + levels(20_000)));
        bombs.put("20,000 messages in messages", () -> mail("", "Content-Type: message/rfc822\n\n", 20_000));
        bombs.put(
                "lines that are nearly boundaries",
                () -> mail(
                        "Content-Type: multipart/mixed; boundary=" + "-".repeat(60) + "x\n\n",
                        "-".repeat(61) + "\n",
                        100_000));
        bombs.put(
                "nothing but a boundary",
                () -> mail("Content-Type: multipart/mixed; boundary=x\n\n", "--x\n", 500_000));
    }

    private static String levels(int count) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < count; i++) {
            out.append("Content-Type: multipart/mixed; boundary=b")
                    .append(i)
                    .append("\n\n--b")
                    .append(i)
                    .append('\n');
        }
        return out.append("\nText\n").toString();
    }

    private static void headers(Map<String, Supplier<byte[]>> bombs) {
        bombs.put("a field of 10 MB", () -> mail("X: ", "x", 10_000_000));
        bombs.put("a field of 100,000 lines", () -> mail("X: x\n", " folded\n", 100_000));
        bombs.put("300,000 fields", () -> mail("", "X: x\n", 300_000));
        bombs.put(
                "a part with 300,000 fields",
                () -> mail("Content-Type: multipart/mixed; boundary=x\n\n--x\n", "X: x\n", 300_000));
        bombs.put(
                "a part with a field of 10 MB",
                () -> mail("Content-Type: multipart/mixed; boundary=x\n\n--x\nX: ", "x", 10_000_000));
        bombs.put("encoded words", () -> mail("Subject: ", "=?utf-8?Q?=41?= ", 15_000));
        bombs.put("beginnings of encoded words", () -> mail("Comments: x\nFrom: ", "=?", 100_000));
        bombs.put("many recipients", () -> mail("Cc: ", "a@example.org,", 17_000));
        bombs.put("brackets that nobody closes", () -> mail("Cc: ", "<,", 100_000));
        bombs.put("comments in comments", () -> mail("Cc: ", "(", 200_000));
        bombs.put("quotes that nobody closes", () -> mail("Cc: ", "\"\\", 100_000));
        bombs.put("many references", () -> mail("References: ", "<a@b>\n ", 30_000));
        bombs.put("many parameters", () -> mail("Content-Type: text/plain", "; a*1*=utf-8''x", 15_000));
        bombs.put("results in comments", () -> mail("Authentication-Results: x; ", "(", 100_000));
        bombs.put("a sender of at signs", () -> mail("Reply-To: ", "a@", 16_000));
    }

    private static void texts(Map<String, Supplier<byte[]>> bombs) {
        bombs.put("a line of 10 MB", () -> mail("\n", "x", 10_000_000));
        bombs.put("a million empty lines", () -> mail("\n", "\n", 1_000_000));
        bombs.put("a million quotes", () -> mail("\n", ">", 1_000_000));
        bombs.put("quoted lines", () -> mail("\n", "> x\n", 250_000));
        bombs.put("beginnings of attributions", () -> mail("\n", "On 1 x\n", 140_000));
        bombs.put("beginnings of headers", () -> mail("\n", "From: a@b.example\n", 55_000));
        bombs.put(
                "forwards",
                () -> mail(
                        "\n",
                        "---------- Forwarded message ---------\nFrom: a@b.example\nTo: b\nSubject: Fwd: x\n\n",
                        10_000));
        bombs.put("signatures", () -> mail("\n", "-- \nx\n> y\n", 90_000));
        bombs.put("flowed text", () -> mail("Content-Type: text/plain; format=flowed\n\n", "x \n", 330_000));
        bombs.put("utf-7", () -> mail("Content-Type: text/plain; charset=utf-7\n\n", "+AOQ", 250_000));
        bombs.put(
                "a bounce of addresses",
                () -> mail("Return-Path: <>\nX-Failed-Recipients: a@b\n\n", "a@b.example\n", 80_000));
        bombs.put(
                "a report of 10 MB",
                () -> mail(
                        "Content-Type: multipart/report; boundary=x\n\n--x\nContent-Type: message/delivery-status\n\n",
                        "Final-Recipient: rfc822; a@b\nAction: failed\n\n",
                        200_000));
    }

    private static void html(Map<String, Supplier<byte[]>> bombs) {
        String type = "Content-Type: text/html\n\n";
        bombs.put("elements in elements", () -> mail(type, "<div>", 200_000));
        bombs.put("bold in bold", () -> mail(type, "<b><i>x", 140_000));
        bombs.put("tables in tables", () -> mail(type, "<table><tr><td>x", 60_000));
        bombs.put("quotes in quotes", () -> mail(type, "<blockquote>x<br>", 60_000));
        bombs.put("brackets", () -> mail(type, "<", 1_000_000));
        bombs.put("comments", () -> mail(type, "<!--", 250_000));
        bombs.put("entities", () -> mail(type, "&#x41", 200_000));
        bombs.put("one element with many attributes", () -> mail(type + "<p ", "a=b ", 250_000));
        bombs.put("a long style", () -> mail(type + "<p style=\"", "color:red;", 100_000));
        bombs.put("many styles", () -> mail(type, "<p style=\"margin:0 0 0 0;color:#fff\">x", 27_000));
        bombs.put("closing tags", () -> mail(type + "<div><b>", "</p></b></i>", 80_000));
        bombs.put("lists", () -> mail(type, "<ul><li>", 120_000));
        bombs.put("selects", () -> mail(type, "<select><option>", 60_000));
        bombs.put("pictures", () -> mail(type, "<img src=http://a/b srcset='//a 1x,//b 2x'>", 23_000));
    }

    private static void files(Map<String, Supplier<byte[]>> bombs) {
        bombs.put("a file of 15 MB", () -> {
            byte[] line = bytes("QUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFB\n");
            return mail(
                    "Content-Type: application/zip; name=a.zip\nContent-Transfer-Encoding: base64\n\n", line, 330_000);
        });
        bombs.put("winmail.dat that lies about lengths", () -> tnef(0x7FFFFFFF, 4));
        bombs.put("winmail.dat of 5 MB", () -> tnef(5_000_000, 5_000_000));
        bombs.put("winmail.dat of many files", MailBombs::manyFiles);
        bombs.put("rich text that unpacks to much", MailBombs::richText);
    }

    private static byte[] tnef(int says, int has) {
        ByteBuffer out = ByteBuffer.allocate(has + 15).order(ByteOrder.LITTLE_ENDIAN);
        out.putInt(0x223E9F78)
                .putShort((short) 1)
                .put((byte) 1)
                .putInt(0x00069003)
                .putInt(says);
        return enclosed(out.array());
    }

    private static byte[] manyFiles() {
        ByteBuffer out = ByteBuffer.allocate(6 + 100_000 * 11).order(ByteOrder.LITTLE_ENDIAN);
        out.putInt(0x223E9F78).putShort((short) 1);
        for (int i = 0; i < 100_000; i++) {
            out.put((byte) 2).putInt(0x00069002).putInt(0).putShort((short) 0);
        }
        return enclosed(out.array());
    }

    private static byte[] richText() {
        byte[] packed = new byte[1 << 20];
        Arrays.fill(packed, (byte) 0xFF);
        ByteBuffer out = ByteBuffer.allocate(packed.length + 200).order(ByteOrder.LITTLE_ENDIAN);
        out.putInt(0x223E9F78)
                .putShort((short) 1)
                .put((byte) 1)
                .putInt(0x00069003)
                .putInt(packed.length + 28);
        out.putInt(1).putShort((short) 0x102).putShort((short) 0x1009).putInt(1).putInt(packed.length + 16);
        out.putInt(0).putInt(0).putInt(0x75465A4C).putInt(0).put(packed);
        return enclosed(out.array());
    }

    private static byte[] enclosed(byte[] winmail) {
        return mail(
                "Content-Type: application/ms-tnef\nContent-Transfer-Encoding: base64\n\n",
                Base64.getMimeEncoder().encode(winmail),
                1);
    }

    private static byte[] mail(String start, String repeated, int times) {
        return mail(start, bytes(repeated), times);
    }

    private static byte[] mail(String start, byte[] repeated, int times) {
        byte[] head = bytes(HEAD + start);
        ByteBuffer out = ByteBuffer.allocate(head.length + repeated.length * times);
        out.put(head);
        for (int i = 0; i < times; i++) {
            out.put(repeated);
        }
        return out.array();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
