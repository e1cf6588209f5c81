package io.counterfoil.contacts;

import org.jspecify.annotations.Nullable;

/** {@code spectatorDetails} as the wallet sent it: hostile text, nothing checked. Null: absent, null, or not of the right type. */
public record RawDetails(
        @Nullable String email,
        @Nullable String title,
        @Nullable String firstName,
        @Nullable String lastName,
        @Nullable String dateOfBirth,
        @Nullable String nationality,
        @Nullable String idCardNumber,
        @Nullable String phoneNumber,
        @Nullable String residenceCountry,
        @Nullable String language,
        @Nullable Boolean allowPromoEmail,
        @Nullable Boolean allowThirdPartyEmail) {}
