package io.counterfoil.helpdesk;

import io.counterfoil.contacts.AddressBook;
import io.counterfoil.contacts.Contacts;
import io.counterfoil.database.OrganizerTransactions;
import io.counterfoil.helpdesk.Intake.Reading;
import io.counterfoil.kernel.CaseNumber;
import io.counterfoil.kernel.EmailAddress;
import io.counterfoil.kernel.OrganizerCode;
import io.counterfoil.kernel.Refusal;
import io.counterfoil.kernel.TicketId;
import io.counterfoil.mail.Correspondent;
import io.counterfoil.mail.InboundMail;
import io.counterfoil.mail.InboundMails;
import io.counterfoil.mail.MailReader;
import io.counterfoil.mail.Mailbox;
import io.counterfoil.mail.ReadingContext;
import io.counterfoil.mail.RemoteContent;
import io.counterfoil.mail.SignedMessageId;
import io.counterfoil.mail.UnderstoodMail;
import io.counterfoil.tickets.Tickets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;

/** A mail as it is understood, and all that is known of what it names. */
final class IntakeReader {
    private final OrganizerTransactions transactions;
    private final InboundMails mails;
    private final IntakeSettings settings;
    private final SignedMessageId signing;
    private final Sources sources;
    private final List<Stage> stages;

    IntakeReader(
            OrganizerTransactions transactions,
            InboundMails mails,
            IntakeSettings settings,
            SignedMessageId signing,
            Sources sources) {
        this.transactions = transactions;
        this.mails = mails;
        this.settings = settings;
        this.signing = signing;
        this.sources = sources;
        this.stages = new Stages(signing).all();
    }

    /** Where is looked up what a mail names. */
    record Sources(
            IntakeQueries queries, Contacts contacts, Tickets tickets, Agents agents, SupplierReferences references) {}

    List<Stage> stages() {
        return stages;
    }

    /**
     * Asks the stages one by one.
     *
     * @param asked is told the name of each before
     */
    Stage.Stop decided(Facts first, Consumer<String> asked) {
        Facts facts = first;
        for (Stage stage : stages) {
            asked.accept(stage.name());
            switch (stage.step().apply(facts)) {
                case Stage.Continue(Facts more) -> facts = more;
                case Stage.Stop stop -> {
                    return stop;
                }
            }
        }
        throw new IllegalStateException("no stage stopped");
    }

    /** Reads a stored mail from its bytes with the settings that count now; where it can be outside of any transaction: that takes time. */
    Reading read(OrganizerCode organizer, UUID mailId) {
        Raw raw = transactions.read(
                organizer,
                () -> new Raw(
                        mails.find(organizer, mailId).orElseThrow(() -> Refusal.notFound("message", mailId)),
                        mails.raw(organizer, mailId),
                        settings.current(organizer)));
        refuseErased(raw.bytes());
        return read(organizer, raw.stored(), raw.bytes(), raw.present());
    }

    /** There is nothing left to read. */
    static void refuseErased(byte[] bytes) {
        if (bytes.length == 0) {
            throw Refusal.conflict("mail-erased", "the mail's bytes were erased with its sender (expected: a mail)");
        }
    }

    /** The same of a mail whose bytes are at hand, with the settings that are: {@link #renew} says whether they still count. */
    Reading read(OrganizerCode organizer, InboundMail stored, byte[] bytes) {
        IntakeSettings.Settings kept = settings.kept(organizer);
        boolean known = kept.mailboxes().containsKey(stored.mailbox());
        return read(organizer, stored, bytes, known ? kept : settings.current(organizer));
    }

    /** Within the organizer's turn: mails that were read with settings which somebody has changed since are read again. */
    void renew(OrganizerCode organizer, List<IntakeJob> jobs) {
        long version = settings.current(organizer).version();
        for (IntakeJob job : jobs) {
            if (job.reading().settings().version() != version) {
                job.reading(read(organizer, job.mailId()));
            }
        }
    }

    private Reading read(OrganizerCode organizer, InboundMail stored, byte[] bytes, IntakeSettings.Settings present) {
        Mailbox mailbox = present.mailboxes().get(stored.mailbox());
        if (mailbox == null) {
            throw Refusal.notFound("mailbox", stored.mailbox());
        }
        UnderstoodMail mail = MailReader.read(bytes, context(mailbox, RemoteContent.BLOCKED));
        Arrived arrived = Arrived.of(stored, mail, present.tags(), id -> signing.check(organizer, id));
        return new Reading(arrived, mailbox, present);
    }

    Optional<MailVerdict> verdict(OrganizerCode organizer, UUID mailId) {
        return sources.queries().verdict(organizer, mailId);
    }

    /** How mails of a mailbox are read. */
    ReadingContext context(Mailbox mailbox, RemoteContent remote) {
        return new ReadingContext(
                Set.copyOf(mailbox.trustedServers()),
                id -> signing.check(mailbox.organizer(), id).isPresent(),
                remote);
    }

    /** What is known of one mail, within the organizer's writing transaction. */
    Known known(OrganizerCode organizer, Reading reading) {
        return known(organizer, List.of(reading)).getFirst();
    }

    /** What is known of mails, in their order, within the organizer's writing transaction: the same statements for one and for many. */
    List<Known> known(OrganizerCode organizer, List<Reading> readings) {
        Set<String> keys = new LinkedHashSet<>();
        Set<String> words = new LinkedHashSet<>();
        Set<EmailAddress> senders = new LinkedHashSet<>();
        for (Reading reading : readings) {
            keys.addAll(reading.arrived().references());
            words.addAll(reading.arrived().numbers());
            reading.arrived().from().ifPresent(senders::add);
        }
        Map<String, List<Known.Message>> messages = sources.queries().messages(organizer, keys);
        List<Named> named = readings.stream()
                .map(reading -> named(organizer, reading, messages))
                .toList();
        Set<CaseNumber> numbers = new LinkedHashSet<>();
        named.forEach(each -> numbers.addAll(each.numbers()));
        Found found = new Found(
                sources.queries().cases(organizer, numbers),
                sources.contacts()
                        .addressBooks(
                                organizer,
                                readings.stream()
                                        .map(reading -> addresses(reading.arrived()))
                                        .toList()),
                sources.agents().withAddresses(organizer, senders),
                words.isEmpty() ? Map.of() : sources.tickets().named(organizer, words));
        List<Known> known = new ArrayList<>();
        for (int i = 0; i < readings.size(); i++) {
            known.add(found.of(readings.get(i), named.get(i), i));
        }
        return known;
    }

    /** People whose contacts are looked for: who sent it, and who wrote what it forwards. */
    static List<EmailAddress> addresses(Arrived arrived) {
        List<EmailAddress> addresses = new ArrayList<>();
        arrived.from().ifPresent(addresses::add);
        arrived.mail()
                .forwarded()
                .forEach(forwarded ->
                        forwarded.from().flatMap(Correspondent::usable).ifPresent(addresses::add));
        return addresses;
    }

    private Named named(OrganizerCode organizer, Reading reading, Map<String, List<Known.Message>> byKey) {
        Arrived arrived = reading.arrived();
        List<Known.Message> messages = arrived.references().stream()
                .flatMap(key -> byKey.getOrDefault(key, List.of()).stream())
                .toList();
        Optional<Supplier> supplier = arrived.from().flatMap(reading.settings()::supplier);
        Optional<CaseNumber> referenced = supplier.flatMap(
                known -> sources.references().caseOf(organizer, arrived.mail().heading()));
        Set<CaseNumber> numbers = new LinkedHashSet<>(arrived.tagged());
        arrived.ours().forEach(claims -> numbers.add(claims.caseNumber()));
        messages.forEach(message -> numbers.add(message.number()));
        referenced.ifPresent(numbers::add);
        return new Named(messages, supplier, referenced, numbers);
    }

    /** @param numbers of all cases that a mail names in any way */
    private record Named(
            List<Known.Message> messages,
            Optional<Supplier> supplier,
            Optional<CaseNumber> referenced,
            Set<CaseNumber> numbers) {}

    /** @param agents by the key of the address */
    private record Found(
            Map<CaseNumber, CaseAtHand> cases,
            List<AddressBook> books,
            Map<String, Agents.Agent> agents,
            Map<String, Set<TicketId>> tickets) {
        Known of(Reading reading, Named named, int place) {
            Map<CaseNumber, CaseAtHand> own = new LinkedHashMap<>();
            for (CaseNumber number : named.numbers()) {
                CaseAtHand atHand = cases.get(number);
                if (atHand != null) {
                    own.put(number, atHand);
                }
            }
            Optional<EmailAddress> from = reading.arrived().from();
            return new Known(
                    reading.mailbox(),
                    reading.settings().ownAddresses(),
                    named.numbers(),
                    own,
                    named.messages(),
                    books.get(place),
                    from.flatMap(sender -> Optional.ofNullable(agents.get(sender.key()))),
                    named.supplier(),
                    named.referenced(),
                    tickets,
                    from.filter(reading.settings()::isBlocked).isPresent());
        }
    }

    private record Raw(InboundMail stored, byte[] bytes, IntakeSettings.Settings present) {}
}
