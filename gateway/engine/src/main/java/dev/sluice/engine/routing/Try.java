package dev.sluice.engine.routing;

import dev.sluice.engine.health.EndpointLoad;
import dev.sluice.engine.health.ProviderHealth;
import dev.sluice.engine.model.CompiledEndpoint;
import dev.sluice.engine.model.CompiledProvider;
import dev.sluice.engine.telemetry.TrafficCell;
import org.jspecify.annotations.Nullable;

/** One attempt of an exchange: where it went and since when. Used again for the next one once it has ended. */
final class Try {
    /** Counts the exchange's attempts, from 1. */
    int number;

    boolean underWay;
    long startNanos;

    @Nullable
    CompiledProvider provider;

    @Nullable
    CompiledEndpoint endpoint;

    @Nullable
    ProviderHealth health;

    /** How the provider does in the request's class; null where nobody tells classes apart. */
    @Nullable
    ProviderHealth ofClass;

    @Nullable
    EndpointLoad load;

    @Nullable
    TrafficCell cell;
}
