package io.counterfoil.mail;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads what mail servers tell of mails that they could not deliver: reports that programs can read (RFC 3464), and the prose of qmail,
 * Exim, Postfix, Exchange and others.
 */
final class BounceReader {
    private static final int MOST_FAILURES = 100;
    private static final int MOST_PROSE = 50_000;
    private static final Pattern ROBOT = Pattern.compile(
            "(?i)(?:mailer-daemon|postmaster|mail-daemon|mailerdaemon|microsoftexchange[0-9a-f]{8,64}|mail\\.delivery\\.system)@.*");
    private static final Pattern SUBJECT =
            Pattern.compile("(?iu).{0,80}(?:undeliver|delivery (?:status|failure|failed|has failed|report)"
                    + "|failure notice|returned mail|mail delivery|delivery notification|message not delivered|could not be delivered|unzustellbar"
                    + "|nicht zugestellt|zustellung|non remis|échec de la remise|non distribué|no se puede entregar|no entregado"
                    + "|mancato recapito|onbestelbaar|não entregue|warning: message).{0,300}");
    private static final Pattern STATUS = Pattern.compile("\\b([245]\\.\\d{1,3}\\.\\d{1,3})\\b");
    private static final Pattern REPLY_CODE = Pattern.compile("(?:^|[\\s:(;>'])([45])\\d\\d[ -]");
    private static final Pattern MESSAGE_ID =
            Pattern.compile("(?im)^[ >\\t]{0,10}message-id:\\s{0,5}(<[^<>\\s]{1,900}>)");
    private static final Pattern IN_BRACKETS = Pattern.compile("<([^<>\\s]{1,254}@[^<>\\s]{1,254})>");
    private static final Pattern ALONE =
            Pattern.compile("(?m)^[ \\t]{0,8}([^\\s<>:,;]{1,254}@[^\\s<>:,;]{1,254})(?::?[ \\t]{0,8}$| on )");

    private final PartCollector parts;
    private final String text;
    private final HeaderFields header;

    private BounceReader(PartCollector parts, String text) {
        this.parts = parts;
        this.header = parts.header();
        this.text = text.length() > MOST_PROSE ? text.substring(0, MOST_PROSE) : text;
    }

    /** Nothing when the mail is not a bounce. */
    static Optional<Bounce> read(PartCollector parts, String text) {
        return new BounceReader(parts, text).read();
    }

    private Optional<Bounce> read() {
        Optional<byte[]> report = parts.report();
        if (report.isPresent()) {
            List<Map<String, String>> blocks = blocks(report.get());
            List<Bounce.Failure> failures = new ArrayList<>();
            blocks.forEach(block -> failure(block).ifPresent(failures::add));
            boolean delivered = failures.isEmpty() && blocks.stream().anyMatch(block -> block.containsKey("action"));
            return delivered ? Optional.empty() : Optional.of(new Bounce(List.copyOf(failures), original()));
        }
        List<Correspondent> from = header.people("from");
        boolean robot = AutomaticMail.hasNoReturnAddress(header)
                || (!from.isEmpty() && ROBOT.matcher(from.getFirst().address()).matches());
        boolean announced = header.has("x-failed-recipients")
                || SUBJECT.matcher(header.text("subject")).matches()
                || text.startsWith("Hi. This is the");
        return robot && announced ? Optional.of(new Bounce(prose(), original())) : Optional.empty();
    }

    /** The report's groups of fields, unfolded. */
    private static List<Map<String, String>> blocks(byte[] report) {
        List<Map<String, String>> blocks = new ArrayList<>();
        Map<String, String> block = new HashMap<>();
        String last = "";
        for (String line : new String(report, StandardCharsets.UTF_8).split("\r?\n", 10_000)) {
            int colon = line.indexOf(':');
            if (line.isBlank()) {
                blocks.add(block);
                block = new HashMap<>();
            } else if (Character.isWhitespace(line.charAt(0))) {
                String more = line.strip();
                block.computeIfPresent(last, (name, value) -> value.length() > 2000 ? value : value + " " + more);
            } else if (colon > 0) {
                last = line.substring(0, colon).strip().toLowerCase(Locale.ROOT);
                block.putIfAbsent(last, line.substring(colon + 1).strip());
            }
            if (blocks.size() > MOST_FAILURES) {
                break;
            }
        }
        blocks.add(block);
        return blocks;
    }

    private static Optional<Bounce.Failure> failure(Map<String, String> block) {
        String named = block.getOrDefault("original-recipient", block.getOrDefault("final-recipient", ""));
        String recipient = named.substring(named.indexOf(';') + 1).strip();
        String action = block.getOrDefault("action", "").toLowerCase(Locale.ROOT);
        boolean told = action.isEmpty() || action.startsWith("failed") || action.startsWith("delayed");
        if (recipient.isEmpty() || !told) {
            return Optional.empty();
        }
        String diagnostic = block.getOrDefault("diagnostic-code", "");
        String words = diagnostic.substring(diagnostic.indexOf(';') + 1).strip();
        String given = block.getOrDefault("status", "");
        Matcher code = STATUS.matcher(given);
        String status = code.find() ? code.group(1) : statusIn(words, action.startsWith("delayed"));
        boolean permanent = !action.startsWith("delayed") && !status.startsWith("4");
        return Optional.of(new Bounce.Failure(clean(recipient), status, permanent, Texts.line(words)));
    }

    private List<Bounce.Failure> prose() {
        String told = untilCopy(text);
        boolean delayed = Pattern.compile(
                        "(?i)(?:will|still) (?:be )?(?:retry|retried|try|trying)|\\bdelayed\\b|do not need to resend")
                .matcher(told)
                .find();
        Map<String, Integer> recipients = new LinkedHashMap<>();
        String named = header.firstOr("x-failed-recipients", "");
        for (String address : named.split(",", MOST_FAILURES)) {
            if (address.indexOf('@') > 0) {
                recipients.put(clean(address), Math.max(0, told.indexOf(address.strip())));
            }
        }
        for (Pattern pattern : List.of(IN_BRACKETS, ALONE)) {
            Matcher address = pattern.matcher(told);
            while (recipients.isEmpty() && address.find()) {
                if (!ROBOT.matcher(address.group(1)).matches()) {
                    recipients.put(clean(address.group(1)), address.start());
                }
            }
        }
        List<Bounce.Failure> failures = new ArrayList<>();
        recipients.forEach((recipient, at) -> {
            String words = told.substring(at, Math.min(told.length(), at + 600));
            String status = statusIn(words, delayed);
            failures.add(new Bounce.Failure(
                    recipient, status, !delayed && !status.startsWith("4"), Texts.line(afterFirstLine(words))));
        });
        return List.copyOf(failures);
    }

    private static String afterFirstLine(String words) {
        int end = words.indexOf('\n');
        String rest = end < 0 ? words : words.substring(end + 1);
        int paragraph = rest.indexOf("\n\n");
        return paragraph < 0 ? rest : rest.substring(0, paragraph);
    }

    /** What the server itself says, without the copy of the mail below. */
    private static String untilCopy(String text) {
        Matcher copy = Pattern.compile(
                        "(?im)^-{2,} ?(?:below this line|this is a copy|original message|the following|message header|en-tête).*$"
                                + "|^message-id:|^return-path:|^received: ")
                .matcher(text);
        return copy.find() ? text.substring(0, copy.start()) : text;
    }

    private static String statusIn(String words, boolean delayed) {
        Matcher status = STATUS.matcher(words);
        if (status.find()) {
            return status.group(1);
        }
        Matcher reply = REPLY_CODE.matcher(words);
        return reply.find() ? reply.group(1) + ".0.0" : delayed ? "4.0.0" : "5.0.0";
    }

    private Optional<String> original() {
        for (byte[] message : parts.enclosed()) {
            List<String> ids = MimeWalk.headerOf(message).messageIds("message-id");
            if (!ids.isEmpty()) {
                return Optional.of(ids.getFirst());
            }
        }
        Matcher inText = MESSAGE_ID.matcher(text);
        if (inText.find()) {
            return Optional.of(Texts.line(inText.group(1), 1000));
        }
        List<String> answered = header.messageIds("in-reply-to");
        List<String> references = answered.isEmpty() ? header.messageIds("references") : answered;
        return references.isEmpty() ? Optional.empty() : Optional.of(references.getLast());
    }

    private static String clean(String recipient) {
        return Texts.line(recipient.strip().replaceAll("^<|>$", ""), 1000);
    }
}
