package io.counterfoil.sync;

import io.counterfoil.gateway.WalletEndpoint;
import io.counterfoil.organizers.Interface;
import io.counterfoil.runs.RunContext;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** Pages asked for ahead: the call runs beside whoever asked. A page that nobody takes any more is simply dropped. */
final class PageSource {
    private static final int BYTES_A_KB = 1024;

    private final DiffClient client;
    private final Executor executor;

    /** @param executor runs each call; a virtual thread each */
    PageSource(DiffClient client, Executor executor) {
        this.client = client;
        this.executor = executor;
    }

    /** Who asks, of whom. */
    record Asking(WalletEndpoint endpoint, Interface from, RunContext run) {}

    /** A page on its way. */
    record Fetched(CompletableFuture<DiffAnswer> coming) {
        /** Waits for it. */
        DiffAnswer answer() {
            try {
                return coming.join();
            } catch (CompletionException failed) {
                if (failed.getCause() instanceof RuntimeException cause) {
                    throw cause;
                }
                throw failed;
            }
        }
    }

    /** Asks for the page after a key; null: from the beginning. */
    Fetched ask(Asking asking, @Nullable String key) {
        return new Fetched(CompletableFuture.supplyAsync(
                () -> client.page(
                        asking.endpoint(),
                        key == null ? "" : key,
                        asking.from().batchSize(),
                        asking.run()::stopping,
                        calls(asking)),
                executor));
    }

    private static DiffCalls calls(Asking asking) {
        OptionalInt limit = asking.from().customParameters().dumpLimitKbs();
        if (limit.isEmpty()) {
            return DiffCalls.NOT_KEPT;
        }
        int most = Math.toIntExact(Math.min((long) limit.getAsInt() * BYTES_A_KB, Integer.MAX_VALUE));
        return (request, status, body) ->
                asking.run().keepCall(request, status, PersonalDataMask.excerpt(body, most), most);
    }
}
