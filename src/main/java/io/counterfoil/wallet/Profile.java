package io.counterfoil.wallet;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** What a spectator says of himself; whatever he leaves out is null. */
record Profile(
        @Nullable String title,
        @Nullable String firstName,
        @Nullable String lastName,
        @Nullable LocalDate dateOfBirth,
        @Nullable String nationality,
        @Nullable String idCardNumber,
        @Nullable String phoneNumber,
        @Nullable String residenceCountry,
        @Nullable String language) {}
