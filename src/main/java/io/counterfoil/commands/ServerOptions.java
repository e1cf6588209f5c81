package io.counterfoil.commands;

import io.counterfoil.kernel.Refusal;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which server a command talks to, and with which token. */
final class ServerOptions {
    @Option(names = "--url", description = "The server; else COUNTERFOIL_URL, else http://localhost and SERVER_PORT.")
    private @Nullable URI url;

    @Option(names = "--token", description = "An API token; else COUNTERFOIL_TOKEN, else COUNTERFOIL_ADMIN_TOKEN.")
    private @Nullable String token;

    ApiClient connect() {
        Installation installation = Installation.here();
        String given = token != null
                ? token
                : installation
                        .setting(Settings.TOKEN)
                        .or(() -> installation.setting(Settings.ADMIN_TOKEN))
                        .orElseThrow(
                                () -> Refusal.invalid("--token", null, "an API token, here or in COUNTERFOIL_TOKEN"));
        URI server = url != null
                ? url
                : URI.create(installation.setting(Settings.URL).orElseGet(installation::ownUrl));
        return new ApiClient(server, given);
    }
}
