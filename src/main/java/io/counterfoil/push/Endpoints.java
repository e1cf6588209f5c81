package io.counterfoil.push;

import io.counterfoil.gateway.WalletEndpoint;
import io.counterfoil.kernel.ErrorKind;
import io.counterfoil.kernel.Refusal;
import io.counterfoil.organizers.Interface;
import io.counterfoil.organizers.Interfaces;

/** Where and with which key an interface's wallet is called. */
final class Endpoints {
    private final Interfaces interfaces;

    Endpoints(Interfaces interfaces) {
        this.interfaces = interfaces;
    }

    /** Refused when the interface has no API key. */
    WalletEndpoint of(Interface link) {
        String key = interfaces
                .apiKey(link.organizer(), link.code())
                .orElseThrow(() -> Refusal.of(
                        ErrorKind.CONFIG,
                        "no-api-key",
                        "interface " + link.code() + " has no API key (expected: the key that its wallet gave)"));
        return new WalletEndpoint(link.url(), key);
    }
}
