package io.counterfoil.helpdesk;

import java.util.EnumMap;
import java.util.Map;

/** Made-up values to look at a template with. */
final class TemplateSamples {
    private TemplateSamples() {}

    static Map<TemplateVariable, String> values(MailEvent event, String language) {
        boolean french = language.equals("fr");
        Map<TemplateVariable, String> values = new EnumMap<>(TemplateVariable.class);
        for (TemplateVariable variable : event.variables()) {
            values.put(variable, french ? french(variable) : english(variable));
        }
        return values;
    }

    private static String english(TemplateVariable variable) {
        return switch (variable) {
            case NAME -> "Anna Muster";
            case SUBJECT -> "My ticket has not arrived";
            case REPLY ->
                "the transfer to your phone was still open. We have sent it again.\n\nPlease open the app once.";
            case AGENT -> "Claire Dubois";
            case QUOTE -> "My ticket for Saturday has not arrived.\nCould you have a look?";
            case NUMBER -> "0002139";
            case TAG -> "[ID:0002139]";
            case ORGANIZER -> "The Opera";
            case MAILBOX -> "The Opera, tickets";
            case ADDRESS -> "tickets@example.org";
            case LINK -> "https://desk.example.org/o/opera/cases/2139";
        };
    }

    private static String french(TemplateVariable variable) {
        return switch (variable) {
            case NAME -> "Anna Muster";
            case SUBJECT -> "Mon billet n’est pas arrivé";
            case REPLY ->
                "le transfert vers votre téléphone était encore ouvert. Nous l’avons renvoyé.\n\nMerci d’ouvrir l’application une fois.";
            case AGENT -> "Claire Dubois";
            case QUOTE -> "Mon billet pour samedi n’est pas arrivé.\nPourriez-vous vérifier ?";
            case NUMBER -> "0002139";
            case TAG -> "[ID:0002139]";
            case ORGANIZER -> "L’Opéra";
            case MAILBOX -> "L’Opéra, billetterie";
            case ADDRESS -> "billets@example.org";
            case LINK -> "https://desk.example.org/o/opera/cases/2139";
        };
    }
}
