package io.counterfoil.reference;

import io.counterfoil.contacts.RawDetails;
import io.counterfoil.reference.ReferenceInterpreter.ImportContact;
import io.counterfoil.reference.TicketLives.KnownBefore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** The people of a made-up world: their wallet accounts, one per address, and who of them is known to the back office. */
final class ModelPeople {
    private static final String[] FIRST = {"Anna", "Ben", "Chloé", "Dragan", "Élodie", "Fatou", "Günther", "Ines"};
    private static final String[] LAST = {"Meier", "Roth", "d'Arc", "O'Neill", "Łukasz", "Çelik", "王", "van der Berg"};
    private static final String[] COUNTRIES = {"CH", "FRA", "de", "it"};
    private static final String[] LANGUAGES = {"fr", "de-CH", "EN", "it-it"};

    final List<KnownBefore> known = new ArrayList<>();
    /** Addresses with a wallet account. */
    final List<String> accounts = new ArrayList<>();

    private final SplittableRandom random;
    private final LifeSettings settings;
    private final Map<String, RawDetails> profiles = new HashMap<>();
    private final Map<String, String> secondAddress = new HashMap<>();

    ModelPeople(SplittableRandom random, LifeSettings settings, Instant start) {
        this.random = random;
        this.settings = settings;
        for (int i = 0; i < settings.people(); i++) {
            add(i, start.minus(Duration.ofDays(1000)).plusSeconds(i));
        }
    }

    private void add(int i, Instant createdAt) {
        String address = address(i);
        String first = FIRST[random.nextInt(FIRST.length)];
        String last = LAST[random.nextInt(LAST.length)] + " " + i;
        accounts.add(address);
        profiles.put(address, profile(address, first, last, i));
        int kind = random.nextInt(10);
        boolean secondOne = settings.has(LifeFeature.TWO_ADDRESSES) && kind == 0;
        if (secondOne) {
            String second = "p" + i + "@work.example";
            accounts.add(second);
            profiles.put(second, profile(second, first, last, i));
            secondAddress.put(address, second);
            secondAddress.put(second, address);
        }
        if (kind < 5) {
            List<String> addresses = secondOne ? List.of(address, "p" + i + "@work.example") : List.of(address);
            boolean temporary = kind == 4;
            boolean account = kind == 1;
            ReferenceProfile profile = temporary ? ReferenceProfile.EMPTY : ReferenceProfile.named(first, last);
            known.add(new KnownBefore("person-" + i, addresses, profile, temporary, account, createdAt));
            if (settings.has(LifeFeature.FAMILIES) && (kind == 1 || kind == 2)) {
                ReferenceProfile child = ReferenceProfile.named("Kid", last);
                known.add(new KnownBefore("kid-" + i, List.of(address), child, false, false, createdAt.plusMillis(1)));
            }
        }
    }

    private String address(int i) {
        int kind = settings.has(LifeFeature.ODD_ADDRESSES) ? random.nextInt(12) : 99;
        return switch (kind) {
            case 0 -> "\"p " + i + "\"@example.org";
            case 1 -> "p" + i + "@b";
            case 2 -> "p" + i + "@bücher.example";
            case 3 -> "p.i+" + i + "@example.org";
            default -> "p" + i + "@example.org";
        };
    }

    private RawDetails profile(String email, String first, String last, int i) {
        int odd = settings.has(LifeFeature.ODD_PROFILES) ? random.nextInt(16) : 99;
        if (odd == 0) {
            return new RawDetails(email, null, null, null, null, null, null, null, null, null, null, null);
        }
        return new RawDetails(
                email,
                random.nextInt(3) == 0 ? "Dr" : null,
                switch (odd) {
                    case 1 -> "---";
                    case 2 -> "Pending";
                    case 3 -> "x".repeat(100_000);
                    case 4 -> "\u202Eanna";
                    case 5 -> null;
                    default -> first;
                },
                switch (odd) {
                    case 2 -> "CREATION";
                    case 6 -> "Mei\u0000er";
                    case 7 -> " " + last + " ";
                    default -> last;
                },
                odd == 8 ? "31/02/1990" : odd == 9 ? "1990-02-31" : "19" + (50 + i % 50) + "-0" + (1 + i % 9) + "-28",
                odd == 10 ? "Utopia" : odd == 11 ? null : COUNTRIES[i % COUNTRIES.length],
                odd == 12 ? "x".repeat(101) : "ID-" + i,
                odd == 13 ? "none" : "+41 79 " + i,
                odd == 14 ? "ZZ" : COUNTRIES[(i + 1) % COUNTRIES.length],
                odd == 15 ? "not a language" : LANGUAGES[i % LANGUAGES.length],
                i % 3 == 0 ? null : (Boolean) (i % 3 == 1),
                i % 4 == 0 ? null : (Boolean) (i % 4 == 1));
    }

    String anybody() {
        return accounts.get(random.nextInt(accounts.size()));
    }

    /** Somebody to transfer a ticket to. */
    String anybodyBut(String owner) {
        String second = secondAddress.get(owner);
        if (second != null && settings.has(LifeFeature.SELF_TRANSFERS) && random.nextInt(3) == 0) {
            return second;
        }
        String other = anybody();
        while (other.equals(owner) || other.equals(second)) {
            other = anybody();
        }
        return other;
    }

    /** What the wallet tells of an account. */
    RawDetails profileOf(String account) {
        RawDetails profile = profiles.get(account);
        if (profile == null) {
            throw new IllegalArgumentException("account " + account + " (expected: one of this world)");
        }
        return profile;
    }

    /** How an import names an account: with its names where they are sound. */
    ImportContact imported(String account) {
        RawDetails raw = profileOf(account);
        ReferenceProfile clean = ReferenceProfile.of(raw);
        boolean sound = clean.hasRealNames() && clean.firstName() != null && clean.lastName() != null;
        boolean named = sound && random.nextInt(4) > 0;
        return new ImportContact(account, named ? clean.firstName() : null, named ? clean.lastName() : null);
    }

    @Nullable
    KnownBefore anybodyKnown() {
        return known.isEmpty() ? null : known.get(random.nextInt(known.size()));
    }
}
