package dev.sluice.engine;

import dev.sluice.contract.snapshot.HealthCheck;
import dev.sluice.engine.model.CompiledEndpoint;
import dev.sluice.engine.model.CompiledProvider;
import org.jspecify.annotations.Nullable;

/**
 * A health check to send now; its result goes to {@link GatewayState#probed}, always, or no other will be asked for.
 *
 * @param provider with the credentials to use
 * @param endpoint to ask
 * @param check what to ask, and how long to wait
 * @param attachment what the server prepared with the model this endpoint is of
 */
public record Probe(
        CompiledProvider provider,
        CompiledEndpoint endpoint,
        HealthCheck check,
        @Nullable Object attachment) {

    /** Whether the provider gets a request, which it counts and bills, and not just a connection. */
    boolean isRequest() {
        return check.kind() != HealthCheck.Kind.TCP;
    }

    /** What it costs by the price list, 10^-12 of the provider's currency. */
    long costPicos() {
        return switch (check.kind()) {
            case TCP -> 0;
            case HTTP -> provider.prices().requestPicos();
            case JSONRPC -> provider.prices().methodPicos(check.subject());
        };
    }
}
