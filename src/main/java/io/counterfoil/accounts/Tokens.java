package io.counterfoil.accounts;

import io.counterfoil.database.OrganizerTransactions;
import io.counterfoil.journal.InstallationJournal;
import io.counterfoil.kernel.ErrorKind;
import io.counterfoil.kernel.Excerpt;
import io.counterfoil.kernel.Ids;
import io.counterfoil.kernel.OrganizerCode;
import io.counterfoil.kernel.Refusal;
import java.net.InetAddress;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The API's tokens: whose a token is, and who gets one. Nobody gives away more than he has. */
public final class Tokens {
    private static final int SHORTEST_ADMIN_TOKEN = 32;
    private static final int LONGEST = 1000;
    private static final int MOST_NAME = 100;
    private static final String ADMIN_SETTING = "COUNTERFOIL_ADMIN_TOKEN";

    private final OrganizerTransactions transactions;
    private final TokenStore store;
    private final InstallationJournal journal;
    private final Ids ids;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();
    private final Guessing guessing = new Guessing();

    Tokens(OrganizerTransactions transactions, TokenStore store, InstallationJournal journal, Ids ids, Clock clock) {
        this.transactions = transactions;
        this.store = store;
        this.journal = journal;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * A token that was just made.
     *
     * @param secret the token itself: told once and kept nowhere
     */
    public record Created(ApiToken token, String secret) {}

    /**
     * Whose a token is.
     *
     * @param address where it came from: too many bad ones from there have to wait
     */
    public SignIn signIn(String token, InetAddress address) {
        byte[] hash = TokenText.hash(token.length() > LONGEST ? "" : token);
        Instant now = clock.instant();
        Optional<Duration> wait = guessing.waitOf(address, hash, now);
        if (wait.isPresent()) {
            return new SignIn.Later(wait.get());
        }
        Optional<Access> access = transactions
                .global(() -> store.byHash(hash))
                .filter(found -> MessageDigest.isEqual(found.hash(), hash))
                .map(TokenStore.Hashed::token)
                .filter(found -> found.isGood(now))
                .map(ApiToken::access);
        if (access.isPresent()) {
            guessing.wasGood(hash);
            return new SignIn.Good(access.get());
        }
        guessing.wasBad(address, now);
        return new SignIn.Bad();
    }

    /** Makes a token. Refuses rights and organizers that its maker has not. */
    public Created create(NewToken wanted, Access maker) {
        Set<Permission> rights = wanted.rights() == null ? Permission.of(wanted.role()) : wanted.rights();
        refuseTooMuch(wanted, rights, maker);
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        if (wanted.expiresAt() != null && !wanted.expiresAt().isAfter(now)) {
            throw Refusal.invalid("expiresAt", wanted.expiresAt(), "a time to come, or null");
        }
        ApiToken token = new ApiToken(
                ids.next(),
                checkedName(wanted.name()),
                wanted.role(),
                rights,
                wanted.organizers(),
                false,
                now,
                maker.actor(),
                wanted.expiresAt() == null ? null : wanted.expiresAt().truncatedTo(ChronoUnit.MICROS),
                null);
        String secret = TokenText.random(random);
        return transactions.global(() -> {
            store.add(token, wanted.rights(), TokenText.hash(secret));
            journal.append(maker.actor(), "token", token.id().toString(), "created", line(token));
            return new Created(token, secret);
        });
    }

    /**
     * Tokens in the order of their creation, those of other organizers left out.
     *
     * @param after the id of the last one seen; null for the first page
     */
    public List<ApiToken> list(@Nullable UUID after, int limit, Access reader) {
        return transactions.global(() -> store.after(after, reader.organizers(), limit));
    }

    /** The token, or a refusal when there is none or it is not the reader's to see. */
    public ApiToken require(UUID id, Access reader) {
        return transactions
                .global(() -> store.find(id))
                .filter(token -> isWithin(token.organizers(), reader))
                .orElseThrow(() -> Refusal.notFound("token", id));
    }

    /** Makes a token useless from now on. One that is revoked already stays as it is. */
    public void revoke(UUID id, Access revoker) {
        transactions.global(() -> {
            ApiToken token = require(id, revoker);
            if (store.revoke(id, clock.instant(), revoker.actor())) {
                journal.append(revoker.actor(), "token", id.toString(), "revoked", line(token));
            }
            return true;
        });
    }

    /**
     * Makes the setting's value a token with all rights. The same value at a later start changes nothing (a revoked one
     * stays revoked); another value takes the former one's place; an absent one leaves the former one as it is.
     *
     * @param value blank: not set
     */
    void adopt(String value) {
        if (value.isBlank()) {
            return;
        }
        if (value.length() < SHORTEST_ADMIN_TOKEN
                || value.length() > LONGEST
                || !value.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
            throw Refusal.of(
                    ErrorKind.CONFIG,
                    "invalid-setting",
                    ADMIN_SETTING + ": " + value.length()
                            + " characters (expected: 32 to 1000 visible ASCII characters without blanks)");
        }
        byte[] hash = TokenText.hash(value);
        transactions.global(() -> {
            boolean known = store.fromSetting()
                    .filter(found -> MessageDigest.isEqual(found.hash(), hash))
                    .isPresent();
            if (!known) {
                store.removeFromSetting();
                ApiToken token = new ApiToken(
                        ids.next(),
                        ADMIN_SETTING,
                        Role.ADMINISTRATOR,
                        Permission.of(Role.ADMINISTRATOR),
                        null,
                        true,
                        clock.instant(),
                        "setting",
                        null,
                        null);
                store.add(token, null, hash);
            }
            return true;
        });
    }

    private static String line(ApiToken token) {
        Set<OrganizerCode> codes = token.organizers();
        AccountLine line = AccountLine.empty()
                .with("name", token.name())
                .with("role", token.role())
                .with("rights", token.rights().stream().sorted().toList())
                .with("organizers", codes == null ? "all" : codes)
                .with("expiresAt", token.expiresAt());
        return (codes != null && codes.size() == 1 ? line.about(codes.iterator().next()) : line).toString();
    }

    private static void refuseTooMuch(NewToken wanted, Set<Permission> rights, Access maker) {
        EnumSet<Permission> ofRole = EnumSet.copyOf(Permission.of(wanted.role()));
        if (rights.isEmpty() || !ofRole.containsAll(rights)) {
            throw Refusal.invalid("rights", rights, "at least one of the rights of " + wanted.role() + ": " + ofRole);
        }
        if (!maker.rights().containsAll(rights)) {
            throw Refusal.invalid("role", wanted.role(), "no more rights than your own token's: " + maker.rights());
        }
        if (wanted.organizers() != null && wanted.organizers().isEmpty()) {
            throw Refusal.invalid("organizers", "[]", "at least one code, or null for all");
        }
        if (!isWithin(wanted.organizers(), maker)) {
            throw Refusal.invalid("organizers", wanted.organizers(), "no more organizers than your own token's");
        }
    }

    private static boolean isWithin(@Nullable Set<OrganizerCode> organizers, Access access) {
        return access.seesAllOrganizers()
                || (organizers != null && organizers.stream().allMatch(access::sees));
    }

    private static String checkedName(String name) {
        String stripped = name.strip();
        if (stripped.isEmpty()
                || stripped.length() > MOST_NAME
                || stripped.codePoints().anyMatch(Excerpt::isUnsafe)) {
            throw Refusal.invalid("name", name, "1 to 100 characters, no control characters");
        }
        return stripped;
    }
}
