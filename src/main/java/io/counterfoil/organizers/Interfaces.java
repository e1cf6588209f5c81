package io.counterfoil.organizers;

import io.counterfoil.database.OrganizerTransactions;
import io.counterfoil.journal.Change;
import io.counterfoil.journal.Differences;
import io.counterfoil.journal.Journal;
import io.counterfoil.kernel.EmailAddress;
import io.counterfoil.kernel.OrganizerCode;
import io.counterfoil.kernel.Refusal;
import io.counterfoil.kernel.Told;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The interfaces of organizers to wallets. Each method opens the organizer's transaction or joins the one that is open.
 */
public final class Interfaces {
    private static final Pattern ADDRESS_SEPARATORS = Pattern.compile("[\\s,;]+");
    private static final int MOST_RECIPIENTS = 20;

    private final OrganizerTransactions transactions;
    private final InterfaceStore store;
    private final Organizers organizers;
    private final Journal journal;
    private final Secrets secrets;
    private final Clock clock;

    Interfaces(
            OrganizerTransactions transactions,
            InterfaceStore store,
            Organizers organizers,
            Journal journal,
            Secrets secrets,
            Clock clock) {
        this.transactions = transactions;
        this.store = store;
        this.organizers = organizers;
        this.journal = journal;
        this.secrets = secrets;
        this.clock = clock;
    }

    public Optional<Interface> find(OrganizerCode organizer, String code) {
        return transactions.read(organizer, () -> store.find(organizer, code));
    }

    /** The interface, or a refusal that says that there is none. */
    public Interface require(OrganizerCode organizer, String code) {
        return find(organizer, code).orElseThrow(() -> Refusal.notFound("interface", code));
    }

    /** An organizer's interfaces in the order of their codes. */
    public List<Interface> list(OrganizerCode organizer) {
        return transactions.read(organizer, () -> store.list(organizer));
    }

    /**
     * Makes or changes an interface. What was not told stays as it is; every pause ends; schedules begin anew where they
     * changed. Refuses the whole change when one member is wrong.
     *
     * @param tickets tells which tickets the bare names of a new skip list mean
     * @param actor who does it, for the journal
     */
    public Interface save(
            OrganizerCode organizer, String code, InterfaceChange change, TicketLookup tickets, String actor) {
        return transactions.write(organizer, () -> {
            Interface former = store.find(organizer, code).orElse(null);
            Interface next = InterfaceDraft.after(
                    organizer, code, former, change, clock.instant().truncatedTo(ChronoUnit.MICROS));
            if (!(change.skipTickets() instanceof Told.Nothing)) {
                next.skipList().refuseAmbiguous(tickets.named(next.skipList().bareNames()));
            }
            organizers.ensureOrganizations(organizer, Set.of(next.organization()), actor);
            store.save(next);
            if (!(change.apiKey() instanceof Told.Nothing)) {
                store.saveApiKey(organizer, code, sealed(change.apiKey(), apiKeyOwner(organizer, code)));
            }
            if (!(change.wakeSecret() instanceof Told.Nothing)) {
                store.saveWakeSecret(organizer, code, sealed(change.wakeSecret(), wakeSecretOwner(organizer, code)));
            }
            ObjectNode body = InterfaceLine.of(former, next, change);
            String action = former == null ? "created" : "changed";
            journal.append(organizer, actor, Differences.line("interface", code, action, body));
            return next;
        });
    }

    /** The key to authenticate to the wallet with, if there is one. Never shown, never logged. */
    public Optional<String> apiKey(OrganizerCode organizer, String code) {
        return transactions
                .read(organizer, () -> store.apiKey(organizer, code))
                .map(stored -> secrets.open(stored, apiKeyOwner(organizer, code)));
    }

    /** The secret that signs the wallet's wake-up calls, if there is one. Never shown, never logged. */
    public Optional<String> wakeSecret(OrganizerCode organizer, String code) {
        return transactions
                .read(organizer, () -> store.wakeSecret(organizer, code))
                .map(stored -> secrets.open(stored, wakeSecretOwner(organizer, code)));
    }

    /** Functions whose schedule asks for a run now, the longest due first; paused ones are not among them. */
    public List<DueFunction> due(OrganizerCode organizer, Instant now) {
        return transactions.read(organizer, () -> store.due(organizer, now));
    }

    /** When the next function of the organizer is due; empty: no schedule runs. */
    public Optional<Instant> nextDue(OrganizerCode organizer) {
        return transactions.read(organizer, () -> store.nextDue(organizer));
    }

    /** Moves a function's next start past now, in the rhythm of its schedule. */
    public void advance(OrganizerCode organizer, String code, InterfaceFunction function) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        change(organizer, code, found -> InterfaceDraft.with(found, InterfaceDraft.advanced(found, function, now)));
    }

    /** Stops a function's schedule until the interface is saved again. */
    public void pause(OrganizerCode organizer, String code, InterfaceFunction function, String reason, String actor) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        transactions.writeOnly(organizer, () -> {
            change(organizer, code, found -> {
                FunctionState old = found.function(function);
                return InterfaceDraft.with(
                        found,
                        new FunctionState(function, old.schedule(), old.nextDueAt(), now, reason, old.failingSince()));
            });
            ObjectNode body = JsonNodeFactory.instance.objectNode();
            body.put("function", function.code()).put("reason", reason);
            write(organizer, code, "paused", actor, body);
        });
    }

    /** Has a paused function's schedule go on, from now. */
    public void resume(OrganizerCode organizer, String code, InterfaceFunction function, String actor) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        transactions.writeOnly(organizer, () -> {
            if (require(organizer, code).function(function).pausedAt() == null) {
                return;
            }
            change(organizer, code, found -> {
                FunctionState old = found.function(function);
                return InterfaceDraft.with(
                        found,
                        InterfaceDraft.advanced(
                                InterfaceDraft.with(
                                        found,
                                        new FunctionState(
                                                function,
                                                old.schedule(),
                                                old.nextDueAt(),
                                                null,
                                                null,
                                                old.failingSince())),
                                function,
                                now));
            });
            write(
                    organizer,
                    code,
                    "resumed",
                    actor,
                    JsonNodeFactory.instance.objectNode().put("function", function.code()));
        });
    }

    /** Who is told by mail that a function starts to fail, and that it works again. */
    public List<EmailAddress> notificationRecipients(OrganizerCode organizer, String code) {
        return transactions
                .read(organizer, () -> store.notificationRecipients(organizer, code))
                .lines()
                .map(EmailAddress::parse)
                .flatMap(Optional::stream)
                .toList();
    }

    /** Saves them; refused when one is no address, or there are more than 20. */
    public void saveNotificationRecipients(OrganizerCode organizer, String code, String text, String actor) {
        List<String> addresses = ADDRESS_SEPARATORS
                .splitAsStream(text.strip())
                .filter(address -> !address.isEmpty())
                .map(address -> EmailAddress.parse(address)
                        .orElseThrow(() -> Refusal.invalid(
                                "notificationRecipients", address, "e-mail addresses, separated by blanks"))
                        .text())
                .distinct()
                .toList();
        if (addresses.size() > MOST_RECIPIENTS) {
            throw Refusal.invalid("notificationRecipients", addresses.size() + " addresses", "at most 20");
        }
        String stored = String.join("\n", addresses);
        transactions.writeOnly(organizer, () -> {
            require(organizer, code);
            String former = store.notificationRecipients(organizer, code);
            if (!stored.equals(former)) {
                store.saveNotificationRecipients(organizer, code, stored);
                ObjectNode body = Differences.between(recipients(former.lines().count()), recipients(addresses.size()));
                write(organizer, code, "notifications-changed", actor, body.put("recipientsChanged", true));
            }
        });
    }

    /** How many there are: who they are the journal does not say. */
    private static ObjectNode recipients(long count) {
        return JsonNodeFactory.instance.objectNode().put("recipients", count);
    }

    /** Notes that a run of the function failed; true when it had not been failing before. */
    public boolean failing(OrganizerCode organizer, String code, InterfaceFunction function) {
        return failingSince(organizer, code, function, clock.instant().truncatedTo(ChronoUnit.MICROS));
    }

    /** Notes that a run of the function was good; true when it had been failing before. */
    public boolean recovered(OrganizerCode organizer, String code, InterfaceFunction function) {
        return failingSince(organizer, code, function, null);
    }

    private boolean failingSince(
            OrganizerCode organizer, String code, InterfaceFunction function, @Nullable Instant since) {
        return transactions.write(organizer, () -> {
            FunctionState old = require(organizer, code).function(function);
            if ((old.failingSince() == null) == (since == null)) {
                return false;
            }
            change(
                    organizer,
                    code,
                    found -> InterfaceDraft.with(
                            found,
                            new FunctionState(
                                    function,
                                    old.schedule(),
                                    old.nextDueAt(),
                                    old.pausedAt(),
                                    old.pauseReason(),
                                    since)));
            return true;
        });
    }

    private void change(OrganizerCode organizer, String code, UnaryOperator<Interface> how) {
        transactions.writeOnly(organizer, () -> store.save(how.apply(require(organizer, code))));
    }

    private void write(OrganizerCode organizer, String code, String action, String actor, ObjectNode body) {
        journal.append(organizer, actor, List.of(new Change("interface", code, action, null, body.toString())));
    }

    private byte @Nullable [] sealed(Told<String> secret, String owner) {
        String value = secret.orNull();
        return value == null ? null : secrets.seal(value, owner);
    }

    private static String apiKeyOwner(OrganizerCode organizer, String code) {
        return organizer + "/" + code + "/apiKey";
    }

    private static String wakeSecretOwner(OrganizerCode organizer, String code) {
        return organizer + "/" + code + "/wakeSecret";
    }
}
