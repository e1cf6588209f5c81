package io.counterfoil.reference;

import io.counterfoil.reference.LifeStep.FeedItem;
import io.counterfoil.reference.TicketLives.KnownBefore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Makes ticket lives up, step by step, from a seed. */
final class LifeGenerator {
    private static final Instant START = Instant.parse("2026-06-01T08:00:00Z");

    private final long seed;
    private final SplittableRandom random;
    private final LifeSettings settings;
    private final ModelPeople people;
    private final List<ModelWallet> wallets = new ArrayList<>();
    private final List<ModelFeed> feeds = new ArrayList<>();
    private final List<ModelTicket> tickets = new ArrayList<>();
    private final List<ModelTicket> notImported = new ArrayList<>();
    private final List<LifeStep> steps = new ArrayList<>();
    private final List<Asked> asked = new ArrayList<>();
    private Instant now = START;
    private int requests;
    private boolean on = true;

    /** A request that the wallet has decided and whose answer is still on its way. */
    private record Asked(String requestId, ModelTicket ticket, BackOfficeAnswer answer) {}

    LifeGenerator(long seed, LifeSettings settings) {
        this.seed = seed;
        this.settings = settings;
        this.random = new SplittableRandom(seed);
        this.people = new ModelPeople(random, settings, START);
        for (int i = 1; i <= settings.interfaces(); i++) {
            ModelWallet wallet = new ModelWallet(random, settings, people, i);
            wallets.add(wallet);
            feeds.add(new ModelFeed(random, settings, wallet));
        }
    }

    TicketLives lives() {
        for (int i = 1; i <= settings.tickets(); i++) {
            ModelTicket ticket = new ModelTicket("S-" + i, random.nextInt(wallets.size()), people.anybody());
            tickets.add(ticket);
            if (settings.has(LifeFeature.UNKNOWN_TICKETS) && random.nextInt(4) == 0) {
                notImported.add(ticket);
            } else {
                firstImport(ticket);
            }
        }
        while (wallets.stream().mapToInt(wallet -> wallet.changes.size()).sum() < settings.changes()) {
            pass();
            ModelTicket ticket = tickets.get(random.nextInt(tickets.size()));
            if (settings.has(LifeFeature.WALLET_CHANGES) && random.nextInt(30) == 0 && ticket.recipient == null) {
                ticket.wallet = random.nextInt(wallets.size());
                wallets.get(ticket.wallet).inject(ticket, now);
            }
            wallets.get(ticket.wallet).live(ticket, now);
            backOffice(ticket);
            if (settings.changesPerPoll() > 0 && random.nextInt(settings.changesPerPoll()) == 0) {
                int which = random.nextInt(feeds.size());
                pages(which, feeds.get(which).poll());
            }
        }
        end();
        return new TicketLives(seed, settings, List.copyOf(people.known), List.copyOf(steps));
    }

    private void pass() {
        boolean tie = settings.has(LifeFeature.TIES_IN_TIME) && random.nextInt(4) == 0;
        now = tie ? now : now.plusMillis(1 + random.nextInt(600_000));
    }

    private void end() {
        asked.forEach(answer -> steps.add(new LifeStep.Answer(now, answer.requestId(), answer.answer())));
        for (int i = 0; i < feeds.size(); i++) {
            pages(i, feeds.get(i).poll());
            pages(i, feeds.get(i).rest());
        }
        // The last of them is never imported: its entries stay in quarantine.
        notImported.stream().skip(1).forEach(this::firstImport);
    }

    private void pages(int wallet, List<List<FeedItem>> pages) {
        for (List<FeedItem> items : pages) {
            steps.add(new LifeStep.Page(now, "mobile-" + (wallet + 1), 0, items));
        }
    }

    private void firstImport(ModelTicket ticket) {
        boolean nobody = settings.has(LifeFeature.IMPORTS) && random.nextInt(6) == 0;
        steps.add(new LifeStep.Import(now, ticket.id, nobody ? null : people.imported(ticket.owner)));
    }

    private void backOffice(ModelTicket ticket) {
        boolean known = !notImported.contains(ticket);
        if (!known && random.nextInt(10) == 0) {
            notImported.remove(ticket);
            firstImport(ticket);
        } else if (known && settings.has(LifeFeature.IMPORTS) && random.nextInt(25) == 0) {
            String whom = random.nextInt(3) == 0 ? people.anybody() : ticket.owner;
            steps.add(new LifeStep.Import(now, ticket.id, people.imported(whom)));
        }
        if (settings.has(LifeFeature.SWITCHING) && random.nextInt(40) == 0) {
            on = !on;
            steps.add(new LifeStep.Switch(now, on));
        }
        if (settings.has(LifeFeature.BACK_OFFICE)) {
            if (known && !ticket.requested && random.nextInt(20) == 0) {
                request(ticket);
            }
            if (!asked.isEmpty() && random.nextInt(4) == 0) {
                Asked answer = asked.remove(random.nextInt(asked.size()));
                answer.ticket().requested = false;
                steps.add(new LifeStep.Answer(now, answer.requestId(), answer.answer()));
            }
        }
    }

    private void request(ModelTicket ticket) {
        KnownBefore target = people.anybodyKnown();
        if (target == null) {
            return;
        }
        String id = "request-" + ++requests;
        String account = target.addresses().getFirst();
        if (!ticket.injected) {
            ticket.owner = account;
            steps.add(new LifeStep.Distribute(now, id, ticket.id, target.handle(), new BackOfficeAnswer.NotNeeded()));
            return;
        }
        String back = ticket.ownerBefore;
        boolean takeBack = back != null && random.nextInt(3) == 0;
        BackOfficeAnswer waiting = new BackOfficeAnswer.Waiting();
        steps.add(
                takeBack
                        ? new LifeStep.TakeBack(now, id, ticket.id, waiting)
                        : new LifeStep.Distribute(now, id, ticket.id, target.handle(), waiting));
        String to = takeBack && back != null ? back : account;
        ticket.requested = true;
        now = now.plus(Duration.ofSeconds(1));
        if (ticket.canMove() && random.nextInt(4) > 0 && !to.equals(ticket.owner)) {
            Long sequence = wallets.get(ticket.wallet).reassign(ticket, to, now);
            String interfaceCode = "mobile-" + (ticket.wallet + 1);
            asked.add(new Asked(id, ticket, new BackOfficeAnswer.Accepted(interfaceCode, 0, sequence)));
        } else {
            asked.add(new Asked(id, ticket, new BackOfficeAnswer.Rejected("NOT_TRANSFERABLE")));
        }
    }
}
