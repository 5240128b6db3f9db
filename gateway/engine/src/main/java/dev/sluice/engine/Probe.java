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
        @Nullable Object attachment) {}
