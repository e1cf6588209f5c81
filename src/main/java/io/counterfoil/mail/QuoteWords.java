package io.counterfoil.mail;

import java.util.List;
import java.util.Set;

/** What mail programs write above quotes and below texts, in lower case, with straight apostrophes. */
final class QuoteWords {
    static final Set<String> ORIGINALS = Set.of(
            "original message",
            "original-nachricht",
            "ursprüngliche nachricht",
            "originalnachricht",
            "message d'origine",
            "message original",
            "message initial",
            "mensaje original",
            "messaggio originale",
            "oorspronkelijk bericht",
            "originele bericht",
            "mensagem original");
    static final Set<String> FORWARDS = Set.of(
            "forwarded message",
            "weitergeleitete nachricht",
            "message transféré",
            "mensaje reenviado",
            "messaggio inoltrato",
            "doorgestuurd bericht",
            "mensagem encaminhada",
            "mensagem reencaminhada");
    /** Apple's, which end with a colon and have no dashes. */
    static final Set<String> APPLE_FORWARDS = Set.of(
            "begin forwarded message:",
            "anfang der weitergeleiteten nachricht:",
            "début du message transféré :",
            "début du message réexpédié :",
            "inicio del mensaje reenviado:",
            "inizio messaggio inoltrato:",
            "begin doorgestuurd bericht:",
            "início da mensagem encaminhada:",
            "início da mensagem reencaminhada:");

    static final List<String> DEVICES = List.of(
            "sent from my ",
            "sent from mail for ",
            "sent from outlook",
            "sent from yahoo mail",
            "sent with proton mail",
            "get outlook for ",
            "envoyé de mon ",
            "envoyé depuis mon ",
            "envoyé à partir d",
            "télécharger outlook pour ",
            "obtenir outlook pour ",
            "von meinem ",
            "gesendet mit der ",
            "gesendet von ",
            "outlook für ",
            "holen sie sich outlook für ",
            "enviado desde mi ",
            "obtener outlook para ",
            "inviato da ",
            "inviato dal mio ",
            "scarica outlook per ",
            "verstuurd vanaf mijn ",
            "verzonden vanaf mijn ",
            "outlook downloaden voor ",
            "enviado do meu ",
            "enviado a partir do meu ",
            "obter o outlook para ");

    static final List<String> ABOVE = List.of(
            "reply above this line",
            "répondre au-dessus de cette ligne",
            "répondez au-dessus de cette ligne",
            "über dieser zeile antworten",
            "antworten sie oberhalb dieser zeile");

    private QuoteWords() {}
}
