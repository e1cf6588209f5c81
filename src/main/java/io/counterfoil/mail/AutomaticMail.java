package io.counterfoil.mail;

import io.counterfoil.kernel.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Who or what wrote a mail, by its header. Source: RFC 3834, and what programs write instead. A subject alone proves nothing: people
 * write "out of office" too.
 */
@Rule(
        "Auto-Submitted: no is a person, whatever else is said. auto-replied, a vacation header or Precedence: auto_reply is an"
                + " automatic answer; so is an out-of-office subject, when the mail also has no return address, says that it is"
                + " automatic, or asks for no answers. What is generated, from a list, bulk, without return address or asks for no"
                + " answers is never answered automatically.")
final class AutomaticMail {
    private static final List<String> VACATION = List.of(
            "x-autoreply",
            "x-autorespond",
            "x-autoresponder",
            "x-autoreply-from",
            "x-mail-autoreply",
            "x-auto-reply",
            "x-vacation",
            "x-out-of-office");
    private static final List<String> LISTS = List.of(
            "list-id",
            "list-unsubscribe",
            "list-post",
            "list-help",
            "mailing-list",
            "x-mailing-list",
            "feedback-id",
            "x-loop");
    private static final Pattern COMMENT = Pattern.compile("\\([^()]{0,200}\\)");
    private static final Pattern BULK = Pattern.compile("bulk|list|junk");
    private static final Pattern AWAY = Pattern.compile("(?iu)^\\W{0,3}(?:re: ?|aw: ?)?"
            + "(?:auto(?:matic)?[ -]?reply|automatische antwort|réponse automatique|respuesta automática|risposta automatica"
            + "|automatisch antwoord|resposta automática|out of (?:the )?office|abwesenheit|abwesend|absence|absent"
            + "|ausencia|assenza|afwezig|ausência|fuera de la oficina|fuori sede|on (?:vacation|holiday|leave)|ooo\\b|vacation)"
            + ".{0,300}");

    private AutomaticMail() {}

    /** @param mayBeAnswered whether a person would read an automatic answer */
    record Verdict(MailKind kind, boolean mayBeAnswered, List<String> signs) {}

    static Verdict of(HeaderFields header) {
        List<String> signs = new ArrayList<>();
        String submitted = word(header, "auto-submitted");
        if (submitted.equals("no")) {
            return new Verdict(MailKind.HUMAN, !hasNoReturnAddress(header), List.of("Auto-Submitted: no"));
        }
        boolean replied = repliedSigns(header, submitted, signs);
        boolean generated = generatedSigns(header, submitted, signs);
        boolean away = AWAY.matcher(header.text("subject")).matches();
        if (away) {
            signs.add("subject of an automatic answer");
        }
        MailKind kind = replied || (away && generated) ? MailKind.AUTO_REPLY : MailKind.HUMAN;
        return new Verdict(kind, kind == MailKind.HUMAN && !generated, List.copyOf(signs));
    }

    /** That it answers another mail by itself. */
    private static boolean repliedSigns(HeaderFields header, String submitted, List<String> signs) {
        int before = signs.size();
        if (submitted.equals("auto-replied")) {
            signs.add("Auto-Submitted: auto-replied");
        }
        VACATION.stream()
                .filter(name -> header.has(name) && !saysNo(header, name))
                .findFirst()
                .ifPresent(signs::add);
        if (word(header, "precedence").equals("auto_reply")) {
            signs.add("Precedence: auto_reply");
        }
        if (header.firstOr("x-ms-exchange-generated-message-source", "")
                .toLowerCase(Locale.ROOT)
                .contains("mailbox rules")) {
            signs.add("Exchange inbox rule");
        }
        return signs.size() > before;
    }

    /** That nobody would read an answer. */
    private static boolean generatedSigns(HeaderFields header, String submitted, List<String> signs) {
        int before = signs.size();
        if (!submitted.isEmpty() && !submitted.equals("auto-replied")) {
            signs.add("Auto-Submitted: " + Texts.line(submitted, 40));
        }
        if (hasNoReturnAddress(header)) {
            signs.add("no return address");
        }
        if (BULK.matcher(word(header, "precedence")).matches()) {
            signs.add("Precedence: " + word(header, "precedence"));
        }
        suppressed(header).ifPresent(signs::add);
        LISTS.stream().filter(header::has).findFirst().ifPresent(signs::add);
        return signs.size() > before;
    }

    private static Optional<String> suppressed(HeaderFields header) {
        String value = header.firstOr("x-auto-response-suppress", "").toLowerCase(Locale.ROOT);
        boolean asks = value.contains("all") || value.contains("oof") || value.contains("autoreply");
        return asks ? Optional.of("X-Auto-Response-Suppress") : Optional.empty();
    }

    static boolean hasNoReturnAddress(HeaderFields header) {
        return header.firstOr("return-path", "x").replace(" ", "").equals("<>");
    }

    private static boolean saysNo(HeaderFields header, String name) {
        return List.of("no", "false", "0").contains(word(header, name));
    }

    private static String word(HeaderFields header, String name) {
        String value = header.firstOr(name, "");
        int end = value.indexOf(';');
        return COMMENT.matcher(end < 0 ? value : value.substring(0, end))
                .replaceAll("")
                .strip()
                .toLowerCase(Locale.ROOT);
    }
}
