package io.counterfoil.mail;

import io.counterfoil.kernel.CaseNumber;
import io.counterfoil.kernel.EmailAddress;
import io.counterfoil.kernel.OrganizerCode;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Message-IDs of our own mails, which nobody else can make up: {@code <cf1.2139.n.MAIL.RECIPIENT.SIGNATURE@domain>}. The signature is
 * HMAC-SHA256 over installation, organizer, case, purpose, mail and recipient, cut to 128 bits (RFC 2104, section 5: at least half);
 * RECIPIENT is 80 bits of a keyed hash, so that an answer tells whether it comes from whom the mail went to, and the address is not
 * told to those who read References. Lower-case letters and digits only, because some programs change letter case. The domain is not signed:
 * relays rewrite it.
 */
public final class SignedMessageId {
    private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz234567";
    private static final Pattern FORM = Pattern.compile(
            "<?cf1\\.([1-9]\\d{0,11})\\.([a-z])\\.([a-z2-7]{26})\\.([a-z2-7]{16})\\.([a-z2-7]{26})@[^<>\\s]{1,255}>?");
    private static final int LEAST_KEY = 32;
    private static final int RECIPIENT_BYTES = 10;
    private static final int SIGNATURE_BYTES = 16;

    private final SecretKeySpec key;
    private final String installation;

    /**
     * @param key at least 32 bytes that only this installation knows
     * @param installation its id: a copy of the installation under the same key has another
     */
    public SignedMessageId(byte[] key, String installation) {
        if (key.length < LEAST_KEY) {
            throw new IllegalArgumentException("key of " + key.length + " bytes (expected: " + LEAST_KEY + " or more)");
        }
        this.key = new SecretKeySpec(key, "HmacSHA256");
        this.installation = installation;
    }

    /**
     * What a signed Message-ID says.
     *
     * @param mail the id of the outgoing mail
     */
    public record Claims(CaseNumber caseNumber, MailPurpose purpose, UUID mail, String recipientMark) {}

    /** The Message-ID of a mail to one recipient, with brackets. The same arguments give the same one. */
    public String sign(
            OrganizerCode organizer,
            CaseNumber caseNumber,
            EmailAddress recipient,
            MailPurpose purpose,
            UUID mail,
            String domain) {
        String claims =
                caseNumber.value() + "." + purpose.letter() + "." + mark(mail) + "." + mark(organizer, recipient);
        return "<cf1." + claims + "." + signature(organizer, claims) + "@" + domain + ">";
    }

    /** What a Message-ID says, when this installation has signed it for this organizer; brackets and letter case don't matter. */
    public Optional<Claims> check(OrganizerCode organizer, String messageId) {
        Matcher form = FORM.matcher(messageId.strip().toLowerCase(Locale.ROOT));
        if (!form.matches()) {
            return Optional.empty();
        }
        String claims = form.group(1) + "." + form.group(2) + "." + form.group(3) + "." + form.group(4);
        byte[] expected = signature(organizer, claims).getBytes(StandardCharsets.US_ASCII);
        // in constant time
        if (!MessageDigest.isEqual(expected, form.group(5).getBytes(StandardCharsets.US_ASCII))) {
            return Optional.empty();
        }
        return MailPurpose.of(form.group(2).charAt(0))
                .map(purpose -> new Claims(
                        new CaseNumber(Long.parseLong(form.group(1))), purpose, uuid(form.group(3)), form.group(4)));
    }

    /** Whether a mail with these claims was sent to an address. */
    public boolean wentTo(OrganizerCode organizer, Claims claims, EmailAddress address) {
        return MessageDigest.isEqual(
                mark(organizer, address).getBytes(StandardCharsets.US_ASCII),
                claims.recipientMark().getBytes(StandardCharsets.US_ASCII));
    }

    private String mark(OrganizerCode organizer, EmailAddress recipient) {
        return base32(Arrays.copyOf(mac("recipient", organizer, recipient.key()), RECIPIENT_BYTES));
    }

    private String signature(OrganizerCode organizer, String claims) {
        return base32(Arrays.copyOf(mac("message-id", organizer, claims), SIGNATURE_BYTES));
    }

    private byte[] mac(String use, OrganizerCode organizer, String value) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            for (String part : new String[] {use, installation, organizer.value(), value}) {
                byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
                // lengths keep the parts apart
                mac.update(
                        ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
                mac.update(bytes);
            }
            return mac.doFinal();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java platform has HMAC-SHA256", impossible);
        }
    }

    private static String mark(UUID mail) {
        return base32(ByteBuffer.allocate(16)
                .putLong(mail.getMostSignificantBits())
                .putLong(mail.getLeastSignificantBits())
                .array());
    }

    private static UUID uuid(String base32) {
        ByteBuffer bytes = ByteBuffer.allocate(17);
        int held = 0;
        int bits = 0;
        for (int i = 0; i < base32.length(); i++) {
            held = held << 5 | ALPHABET.indexOf(base32.charAt(i));
            bits += 5;
            if (bits >= 8) {
                bits -= 8;
                bytes.put((byte) (held >> bits));
            }
        }
        return new UUID(bytes.getLong(0), bytes.getLong(8));
    }

    private static String base32(byte[] bytes) {
        StringBuilder out = new StringBuilder();
        int held = 0;
        int bits = 0;
        for (byte each : bytes) {
            held = held << 8 | (each & 0xFF);
            bits += 8;
            while (bits >= 5) {
                bits -= 5;
                out.append(ALPHABET.charAt(held >> bits & 31));
            }
        }
        return bits == 0
                ? out.toString()
                : out.append(ALPHABET.charAt(held << (5 - bits) & 31)).toString();
    }
}
