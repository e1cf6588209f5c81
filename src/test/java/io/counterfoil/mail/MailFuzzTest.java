package io.counterfoil.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Mails that are cut, flipped, shuffled and glued together never make the reader throw. A seed repeats a failure. */
class MailFuzzTest {
    private static final int MAILS = 2_000;

    @Test
    void brokenMailsAreReadAsFarAsTheyGo() throws IOException {
        long seed = Long.getLong("counterfoil.fuzz.seed", 20_261_122L);
        List<byte[]> good = new ArrayList<>();
        for (String name : GoldenMailsTest.mails()) {
            good.add(Files.readAllBytes(Path.of("src/test/resources/mail", name + ".eml")));
        }
        Random random = new Random(seed);
        for (int i = 0; i < MAILS; i++) {
            byte[] broken = broken(good, random);
            String which = "mail " + i + " of -Dcounterfoil.fuzz.seed=" + seed;
            try {
                assertSound(MailReader.read(broken, ReadingContext.NOTHING_KNOWN), which);
            } catch (RuntimeException | StackOverflowError thrown) {
                throw new AssertionError(which, thrown);
            }
        }
    }

    private static byte[] broken(List<byte[]> good, Random random) {
        byte[] mail = good.get(random.nextInt(good.size())).clone();
        int times = 1 + random.nextInt(4);
        for (int i = 0; i < times; i++) {
            mail = switch (random.nextInt(5)) {
                case 0 -> cut(mail, random);
                case 1 -> flipped(mail, random);
                case 2 -> shuffled(mail, random);
                case 3 -> glued(mail, good.get(random.nextInt(good.size())), random);
                default -> repeated(mail, random);
            };
        }
        return mail;
    }

    private static byte[] cut(byte[] mail, Random random) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int from = random.nextInt(mail.length + 1);
        int to = Math.min(mail.length, from + random.nextInt(200));
        out.write(mail, 0, from);
        out.write(mail, to, mail.length - to);
        return out.toByteArray();
    }

    private static byte[] flipped(byte[] mail, Random random) {
        for (int i = 0; i < 10 && mail.length > 0; i++) {
            mail[random.nextInt(mail.length)] = (byte) random.nextInt(256);
        }
        return mail;
    }

    private static byte[] shuffled(byte[] mail, Random random) {
        String[] lines = new String(mail, StandardCharsets.ISO_8859_1).split("\n", -1);
        for (int i = 0; i < 3; i++) {
            int one = random.nextInt(lines.length);
            int other = random.nextInt(lines.length);
            String line = lines[one];
            lines[one] = lines[other];
            lines[other] = line;
        }
        return String.join("\n", lines).getBytes(StandardCharsets.ISO_8859_1);
    }

    private static byte[] glued(byte[] mail, byte[] other, Random random) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(mail, 0, random.nextInt(mail.length + 1));
        int from = random.nextInt(other.length + 1);
        out.write(other, from, other.length - from);
        return out.toByteArray();
    }

    private static byte[] repeated(byte[] mail, Random random) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int from = random.nextInt(mail.length + 1);
        int length = Math.min(random.nextInt(40), mail.length - from);
        out.write(mail, 0, from);
        for (int i = 0; i < 30; i++) {
            out.write(mail, from, length);
        }
        out.write(mail, from, mail.length - from);
        return out.toByteArray();
    }

    private static void assertSound(UnderstoodMail mail, String which) {
        assertThat(mail.defects()).as(which).noneMatch(defect -> defect.startsWith(MailReader.READER_FAILED));
        HtmlCleanerTest.assertHarmless(mail.content().html());
        String all = mail.toString();
        for (int i = 0; i < all.length(); i++) {
            char c = all.charAt(i);
            boolean lone = Character.isSurrogate(c)
                    && !(Character.isHighSurrogate(c)
                            && i + 1 < all.length()
                            && Character.isLowSurrogate(all.charAt(i + 1)))
                    && !(Character.isLowSurrogate(c) && i > 0 && Character.isHighSurrogate(all.charAt(i - 1)));
            if (c == 0 || c == Texts.QUOTE_BEGINS || lone) {
                assertThat(all)
                        .as(which + " holds what cannot be stored at " + i)
                        .isEmpty();
            }
        }
    }
}
