package io.counterfoil.helpdesk;

import io.counterfoil.database.OrganizerTransactions;
import io.counterfoil.journal.Differences;
import io.counterfoil.journal.Journal;
import io.counterfoil.kernel.OrganizerCode;
import io.counterfoil.kernel.Refusal;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The texts of outgoing mails, per organizer, event and language, and what the mails of a mailbox look like. */
public final class MailTemplates {
    private final OrganizerTransactions transactions;
    private final TemplateStore store;
    private final Journal journal;
    private final Clock clock;

    MailTemplates(OrganizerTransactions transactions, TemplateStore store, Journal journal, Clock clock) {
        this.transactions = transactions;
        this.store = store;
        this.journal = journal;
        this.clock = clock;
    }

    /** A text that an organizer wrote itself. */
    public record Written(
            MailEvent event, String language, MailTemplate template, Instant changedAt, String changedBy) {}

    /**
     * A text as it stands now.
     *
     * @param written empty: it is the one that comes with the program
     */
    public record Current(MailEvent event, String language, MailTemplate template, Optional<Written> written) {}

    /** A mail's subject, without tag, and its text in two forms. */
    public record Composed(String subject, String text, String html) {}

    /** The languages that there are texts in. */
    public static List<String> languages() {
        return StandardTemplates.LANGUAGES;
    }

    /** Every event in every language. */
    public List<Current> all(OrganizerCode organizer) {
        List<Written> written = transactions.read(organizer, () -> store.written(organizer));
        List<Current> all = new ArrayList<>();
        for (MailEvent event : MailEvent.values()) {
            for (String language : StandardTemplates.LANGUAGES) {
                all.add(current(
                        event,
                        language,
                        written.stream()
                                .filter(own ->
                                        own.event() == event && own.language().equals(language))
                                .findFirst()));
            }
        }
        return List.copyOf(all);
    }

    /** The text of an event in a language. */
    public Current current(OrganizerCode organizer, MailEvent event, String language) {
        String known = require(language);
        return current(event, known, transactions.read(organizer, () -> store.find(organizer, event, known)));
    }

    private static Current current(MailEvent event, String language, Optional<Written> written) {
        MailTemplate template = written.map(Written::template).orElseGet(() -> StandardTemplates.of(event, language));
        return new Current(event, language, template, written);
    }

    /** Refuses a text that names what there is not, with the name and those that there are. */
    public void save(OrganizerCode organizer, MailEvent event, String language, MailTemplate template, String actor) {
        String known = require(language);
        MailTemplate tidy = checked(event, template);
        transactions.writeOnly(organizer, () -> {
            Current former = current(organizer, event, known);
            Written written = new Written(event, known, tidy, now(), actor);
            store.save(organizer, written);
            ObjectNode body =
                    Differences.between(described(former), described(current(event, known, Optional.of(written))));
            journal(organizer, actor, "mail-template", event.code() + "." + known, "changed", body);
        });
    }

    private static MailTemplate checked(MailEvent event, MailTemplate template) {
        MailTemplate tidy = new MailTemplate(
                template.subject().strip(),
                template.text().replace("\r\n", "\n").strip());
        tidy.check(event);
        return tidy;
    }

    /** Goes back to the text that comes with the program. */
    public void reset(OrganizerCode organizer, MailEvent event, String language, String actor) {
        String known = require(language);
        transactions.writeOnly(organizer, () -> {
            Current former = current(organizer, event, known);
            if (store.delete(organizer, event, known)) {
                ObjectNode body =
                        Differences.between(described(former), described(current(event, known, Optional.empty())));
                journal(organizer, actor, "mail-template", event.code() + "." + known, "reset", body);
            }
        });
    }

    private static ObjectNode described(Current current) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("own", current.written().isPresent())
                .put("subject", current.template().subject())
                .put("text", current.template().text());
    }

    /** What a text would look like with made-up values; refuses like {@link #save}. */
    public Composed preview(OrganizerCode organizer, MailEvent event, String language, MailTemplate template) {
        MailTemplate tidy = checked(event, template);
        return composed(tidy, TemplateSamples.values(event, language), brand(organizer, "", language, "Counterfoil"));
    }

    /**
     * What the mails of a mailbox look like.
     *
     * @param standardName the name before its address where it chose none
     */
    public MailBrand brand(OrganizerCode organizer, String mailbox, String language, String standardName) {
        return transactions
                .read(organizer, () -> store.brand(organizer, mailbox, language))
                .orElseGet(() -> new MailBrand(
                        language, MailText.line(standardName), MailText.line(standardName), MailBrand.STANDARD_COLOUR));
    }

    /** Refuses what cannot stand in a header. */
    public void saveBrand(OrganizerCode organizer, String mailbox, MailBrand brand, String actor) {
        require(brand.language());
        brand.check();
        transactions.writeOnly(organizer, () -> {
            Optional<MailBrand> former = store.brand(organizer, mailbox, brand.language());
            store.saveBrand(organizer, mailbox, brand, now(), actor);
            ObjectNode body =
                    Differences.between(former.map(MailTemplates::described).orElse(null), described(brand));
            if (!body.isEmpty()) {
                body.put("language", brand.language());
            }
            journal(organizer, actor, "mailbox", mailbox, "branded", body);
        });
    }

    private static ObjectNode described(MailBrand brand) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("displayName", brand.displayName())
                .put("signature", brand.signature())
                .put("colour", brand.colour());
    }

    /** Fills a text. Values that the event does not know are left out. */
    static Composed composed(MailTemplate template, Map<TemplateVariable, String> values, MailBrand brand) {
        Map<TemplateVariable, String> clean = MailTemplate.clean(values);
        MailTemplate.Filled filled = template.fill(clean);
        String signature = brand.signature().isBlank() ? "" : "\n\n" + brand.signature();
        return new Composed(
                filled.subject(),
                filled.text() + signature + "\n",
                MailHtml.document(filled.subject(), filled.marked(), clean, brand));
    }

    /** Values for a sender of whom nobody knows whether it is he: nothing that he or another stranger chose. */
    static Map<TemplateVariable, String> withoutOthersWords(Map<TemplateVariable, String> values) {
        Map<TemplateVariable, String> own = new EnumMap<>(TemplateVariable.class);
        values.forEach((variable, value) -> {
            if (!variable.isOthersWord()) {
                own.put(variable, value);
            }
        });
        return own;
    }

    private static String require(String language) {
        if (!StandardTemplates.LANGUAGES.contains(language)) {
            throw Refusal.invalid("language", language, String.join(" or ", StandardTemplates.LANGUAGES));
        }
        return language;
    }

    private void journal(
            OrganizerCode organizer, String actor, String entity, String id, String action, ObjectNode body) {
        journal.append(organizer, actor, Differences.line(entity, id, action, body));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
