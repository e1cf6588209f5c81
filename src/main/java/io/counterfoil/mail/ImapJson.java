package io.counterfoil.mail;

import io.counterfoil.kernel.Excerpt;
import io.counterfoil.kernel.Nearest;
import io.counterfoil.kernel.Refusal;
import io.counterfoil.kernel.Told;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Member {@code imap} of a mailbox in the API: from JSON to settings and secrets, and back without the secrets. A member that is
 * absent keeps what is stored. What the values may be is checked when the mailbox is saved.
 */
public final class ImapJson {
    private static final JsonMapper JSON = new JsonMapper();
    private static final List<String> MEMBERS = List.of(
            "host",
            "port",
            "tls",
            "insecure",
            "user",
            "password",
            "oauth2",
            "certificate",
            "folder",
            "pollSeconds",
            "cutOff",
            "after",
            "moveTo",
            "alarmTo",
            "active",
            "hasPassword");
    private static final List<String> OAUTH2_MEMBERS = List.of(
            "tokenUrl", "clientId", "clientSecret", "refreshToken", "scope", "hasClientSecret", "hasRefreshToken");
    /** As member smtp calls them, and as others do. */
    private static final Map<String, String> OTHER_NAMES =
            Map.of("security", "tls", "oauth", "oauth2", "since", "cutOff", "username", "user");

    private static final int IMAPS = 993;
    private static final int IMAP = 143;
    private static final int USUAL_POLL = 60;

    private final JsonNode told;
    private final @Nullable ImapSettings former;

    private ImapJson(JsonNode told, @Nullable ImapSettings former) {
        this.told = told;
        this.former = former;
    }

    /**
     * What somebody wants of a mailbox's reading.
     *
     * @param secret not told: stays
     */
    public record Read(ImapSettings settings, Told<ServerSecret> secret) {}

    /**
     * The settings after a change.
     *
     * @param former null: there were none
     * @param stored the secret that goes with them; null: none
     */
    public static Read read(JsonNode told, @Nullable ImapSettings former, @Nullable ServerSecret stored) {
        if (!(told instanceof ObjectNode object)) {
            throw Refusal.invalid("imap", told, "an object with host, user and password or oauth2, or null");
        }
        ObjectNode members = object.deepCopy();
        OTHER_NAMES.forEach((other, name) -> {
            if (members.has(other) && !members.has(name)) {
                members.set(name, members.remove(other));
            }
        });
        onlyKnown(members, "imap.", MEMBERS);
        ImapJson reader = new ImapJson(members, former);
        return new Read(reader.settings(), reader.secret(stored));
    }

    /**
     * The settings without their secrets.
     *
     * @param stored the secret that goes with them; null: none
     */
    public static ObjectNode answer(ImapSettings settings, @Nullable ServerSecret stored) {
        ObjectNode json = JSON.createObjectNode()
                .put("host", settings.host())
                .put("port", settings.port())
                .put("tls", settings.security().name())
                .put("insecure", settings.insecure())
                .put("user", settings.user())
                .put("hasPassword", stored != null && stored.password() != null);
        OAuthSettings oauth = settings.oauth();
        if (settings.login() == MailLogin.PASSWORD || oauth == null) {
            json.putNull("oauth2");
        } else {
            json.putObject("oauth2")
                    .put("tokenUrl", oauth.tokenUrl())
                    .put("clientId", oauth.clientId())
                    .put("hasClientSecret", stored != null && stored.clientSecret() != null)
                    .put("hasRefreshToken", stored != null && stored.refreshToken() != null)
                    .put("scope", oauth.scope());
        }
        json.put("certificate", settings.certificate())
                .put("folder", settings.folder())
                .put("pollSeconds", settings.pollSeconds())
                .put(
                        "cutOff",
                        settings.since() == null ? null : settings.since().toString())
                .put("after", settings.after().name())
                .put("moveTo", settings.moveTo());
        ArrayNode addresses = json.putArray("alarmTo");
        settings.alarmTo().forEach(addresses::add);
        return json.put("active", settings.active());
    }

    private ImapSettings settings() {
        String host = required("host", former == null ? null : former.host());
        String bare = host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
        MailSecurity security =
                choice(MailSecurity.class, "tls", former == null ? null : former.security(), usualSecurity(bare));
        OAuthSettings oauth = oauth();
        AfterStoring after =
                choice(AfterStoring.class, "after", former == null ? null : former.after(), AfterStoring.LEAVE);
        return new ImapSettings(
                bare,
                number("port", former == null ? null : former.port(), security == MailSecurity.TLS ? IMAPS : IMAP),
                security,
                flag("insecure", former != null && former.insecure(), false),
                required("user", former == null ? null : former.user()),
                oauth == null ? MailLogin.PASSWORD : MailLogin.XOAUTH2,
                oauth,
                text("certificate", former == null ? null : former.certificate(), null),
                orElse(text("folder", former == null ? null : former.folder(), "INBOX"), "INBOX"),
                number("pollSeconds", former == null ? null : former.pollSeconds(), USUAL_POLL),
                cutOff(),
                after,
                after == AfterStoring.MOVE ? text("moveTo", former == null ? null : former.moveTo(), null) : null,
                alarmTo(),
                flag("active", former == null || former.active(), true));
    }

    /** On this machine TLS is not asked for when nothing is said; elsewhere it is. */
    private MailSecurity usualSecurity(String host) {
        JsonNode port = told.path("port");
        return ImapCheck.isLoopback(host) && port.isInt() && port.asInt() != IMAPS
                ? MailSecurity.NONE
                : MailSecurity.TLS;
    }

    private @Nullable OAuthSettings oauth() {
        JsonNode given = told.path("oauth2");
        OAuthSettings before = former == null ? null : former.oauth();
        if (given.isMissingNode()) {
            // a password takes the place of tokens
            return told.path("password").isString() ? null : before;
        }
        if (given.isNull()) {
            return null;
        }
        if (!given.isObject() || told.path("password").isString()) {
            throw Refusal.invalid(
                    "imap.oauth2", given.getNodeType(), "an object without a password beside it, or null");
        }
        onlyKnown(given, "imap.oauth2.", OAUTH2_MEMBERS);
        JsonNode scope = given.path("scope");
        return new OAuthSettings(
                given.has("tokenUrl") || before == null ? given.path("tokenUrl").asString("") : before.tokenUrl(),
                given.has("clientId") || before == null ? given.path("clientId").asString("") : before.clientId(),
                scope.isMissingNode() ? (before == null ? null : before.scope()) : scope.asString(null));
    }

    private Told<ServerSecret> secret(@Nullable ServerSecret stored) {
        JsonNode oauth = told.path("oauth2");
        if (told.has("password")) {
            return Told.of(
                    told.path("password").isString()
                            ? new ServerSecret(told.path("password").asString(), null, null)
                            : null);
        }
        if (!oauth.has("clientSecret") && !oauth.has("refreshToken")) {
            return Told.nothing();
        }
        return Told.of(new ServerSecret(
                null,
                oauth.has("clientSecret")
                        ? oauth.path("clientSecret").asString(null)
                        : stored == null ? null : stored.clientSecret(),
                oauth.has("refreshToken")
                        ? oauth.path("refreshToken").asString(null)
                        : stored == null ? null : stored.refreshToken()));
    }

    private @Nullable Instant cutOff() {
        JsonNode given = told.path("cutOff");
        if (given.isMissingNode()) {
            return former == null ? null : former.since();
        }
        if (given.isNull()) {
            return null;
        }
        String text = given.asString("");
        try {
            return text.contains("T")
                    ? Instant.parse(text)
                    : LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
        } catch (DateTimeParseException noTime) {
            throw Refusal.invalid("imap.cutOff", text, "a time such as 2026-06-01T00:00:00Z, or a date");
        }
    }

    private List<String> alarmTo() {
        JsonNode given = told.path("alarmTo");
        if (given.isMissingNode() && former != null) {
            return former.alarmTo();
        }
        if (given.isMissingNode() || given.isNull()) {
            return List.of();
        }
        if (!given.isArray()) {
            throw Refusal.invalid("imap.alarmTo", given, "a list of at most 10 addresses");
        }
        List<String> addresses = new ArrayList<>();
        given.forEach(address -> addresses.add(address.asString("").strip()));
        return List.copyOf(addresses);
    }

    private String required(String member, @Nullable String stored) {
        return orElse(text(member, stored, ""), "");
    }

    private static String orElse(@Nullable String text, String other) {
        return text == null ? other : text;
    }

    private @Nullable String text(String member, @Nullable String stored, @Nullable String usual) {
        JsonNode given = told.path(member);
        if (given.isMissingNode() && former != null) {
            return stored;
        }
        String text = given.asString("").strip();
        return text.isEmpty() ? usual : text;
    }

    private int number(String member, @Nullable Integer stored, int usual) {
        JsonNode given = told.path(member);
        if (given.isMissingNode() && stored != null) {
            return stored;
        }
        if (given.isMissingNode() || given.isNull()) {
            return usual;
        }
        if (!given.isInt()) {
            throw Refusal.invalid("imap." + member, given, "a whole number");
        }
        return given.asInt();
    }

    private boolean flag(String member, boolean stored, boolean usual) {
        JsonNode given = told.path(member);
        if (given.isMissingNode()) {
            return stored;
        }
        if (!given.isBoolean() && !given.isNull()) {
            throw Refusal.invalid("imap." + member, given, "true or false");
        }
        return given.isNull() ? usual : given.asBoolean();
    }

    private <E extends Enum<E>> E choice(Class<E> type, String member, @Nullable E stored, E usual) {
        JsonNode given = told.path(member);
        if (given.isMissingNode() && stored != null) {
            return stored;
        }
        if (given.isMissingNode() || given.isNull()) {
            return usual;
        }
        E[] all = type.getEnumConstants();
        return Arrays.stream(all)
                .filter(one -> one.name().equals(given.asString("")))
                .findFirst()
                .orElseThrow(
                        () -> Refusal.invalid("imap." + member, given.asString(""), "one of " + Arrays.toString(all)));
    }

    private static void onlyKnown(JsonNode told, String prefix, List<String> known) {
        for (String name : told.propertyNames()) {
            if (!known.contains(name)) {
                throw Refusal.invalid(
                        prefix + Excerpt.of(name),
                        told.path(name).getNodeType(),
                        "no such member; did you mean " + Nearest.of(name, known) + "?");
            }
        }
    }
}
