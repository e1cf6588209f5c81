package io.counterfoil.wallet;

import io.counterfoil.kernel.OrganizerCode;
import io.counterfoil.kernel.Refusal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.IllformedLocaleException;
import java.util.Locale;
import java.util.Locale.IsoCountryCode;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What a spectator says of himself, and what he allows each organizer. Absent members keep what is stored, null clears. */
final class ProfileDesk {
    private static final Pattern PHONE = Pattern.compile("\\+?[0-9 ()./-]{3,40}");
    private static final Set<String> ALPHA_2 = Locale.getISOCountries(IsoCountryCode.PART1_ALPHA2);
    private static final Set<String> ALPHA_3 = Locale.getISOCountries(IsoCountryCode.PART1_ALPHA3);
    private static final int MOST_NAME = 200;

    private final Wallet wallet;

    ProfileDesk(Wallet wallet) {
        this.wallet = wallet;
    }

    record ProfileView(String email, Profile profile) {}

    record PreferenceView(
            String organizer,
            @Nullable Boolean allowPromoEmail,
            @Nullable Boolean allowThirdPartyEmail) {}

    ProfileView profile(UUID who) {
        Account account = account(null, who);
        return new ProfileView(account.address(), account.profile());
    }

    ProfileView saveProfile(UUID who, JsonNode body) {
        return wallet.database().writeAside(() -> {
            Account account = account(null, who);
            Profile profile = read(body, account.profile());
            wallet.accounts().saveProfile(who, profile);
            return new ProfileView(account.address(), profile);
        });
    }

    PreferenceView preference(UUID who, OrganizerCode organizer) {
        Account account = account(organizer, who);
        return new PreferenceView(organizer.value(), account.allowPromoEmail(), account.allowThirdPartyEmail());
    }

    PreferenceView savePreference(UUID who, JsonNode body) {
        OrganizerCode organizer = Input.organizer(body);
        return wallet.database().writeAside(() -> {
            // refuses an organizer that does not use this wallet
            wallet.database().head(organizer);
            Account account = account(organizer, who);
            Boolean promo = Input.flag(body, "allowPromoEmail", account.allowPromoEmail());
            Boolean thirdParty = Input.flag(body, "allowThirdPartyEmail", account.allowThirdPartyEmail());
            wallet.accounts().savePreference(organizer, who, promo, thirdParty);
            return new PreferenceView(organizer.value(), promo, thirdParty);
        });
    }

    private Account account(@Nullable OrganizerCode organizer, UUID who) {
        return WalletStore.person(wallet.accounts().byIds(organizer, Set.of(who)), who);
    }

    private Profile read(JsonNode body, Profile known) {
        return new Profile(
                Input.kept(body, "title", 100, known.title()),
                Input.kept(body, "firstName", MOST_NAME, known.firstName()),
                Input.kept(body, "lastName", MOST_NAME, known.lastName()),
                body.has("dateOfBirth") ? birth(Input.text(body, "dateOfBirth", 10)) : known.dateOfBirth(),
                country("nationality", Input.kept(body, "nationality", 3, known.nationality())),
                Input.kept(body, "idCardNumber", 100, known.idCardNumber()),
                phone(Input.kept(body, "phoneNumber", 41, known.phoneNumber())),
                country("residenceCountry", Input.kept(body, "residenceCountry", 3, known.residenceCountry())),
                language(Input.kept(body, "language", 35, known.language())));
    }

    private @Nullable LocalDate birth(@Nullable String text) {
        if (text == null) {
            return null;
        }
        try {
            LocalDate date = LocalDate.parse(text);
            LocalDate tomorrow = LocalDate.ofEpochDay(wallet.now().getEpochSecond() / 86_400 + 1);
            if (date.getYear() >= 1900 && date.isBefore(tomorrow)) {
                return date;
            }
        } catch (DateTimeException notADate) {
            // refused below, as one that nobody alive has
        }
        throw Refusal.invalid("dateOfBirth", text, "a past date such as 1990-02-28");
    }

    private static @Nullable String country(String name, @Nullable String code) {
        if (code == null || ALPHA_2.contains(code) || ALPHA_3.contains(code)) {
            return code;
        }
        throw Refusal.invalid(name, code, "an ISO 3166-1 code such as CH or CHE");
    }

    private static @Nullable String phone(@Nullable String number) {
        if (number == null || PHONE.matcher(number).matches()) {
            return number;
        }
        throw Refusal.invalid("phoneNumber", number, "a number such as +41 22 700 00 00");
    }

    private static @Nullable String language(@Nullable String tag) {
        if (tag == null) {
            return null;
        }
        try {
            return new Locale.Builder().setLanguageTag(tag).build().toLanguageTag();
        } catch (IllformedLocaleException notALanguage) {
            throw Refusal.invalid("language", tag, "a BCP 47 tag such as fr-CH");
        }
    }
}
