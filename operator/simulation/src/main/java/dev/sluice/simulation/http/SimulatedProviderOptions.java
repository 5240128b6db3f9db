package dev.sluice.simulation.http;

import dev.sluice.simulation.chain.ChainSettings;
import dev.sluice.simulation.chain.ChainSimulator;
import dev.sluice.simulation.model.FaultTimeline;
import dev.sluice.simulation.model.ProviderProfile;
import java.net.URI;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * How to set up a simulated provider.
 *
 * @param name for echoes and reports
 * @param host loopback address to listen on
 * @param port 0 for any free one
 * @param profile on a good day
 * @param faults over time
 * @param seed of its chance
 * @param chain shared by providers that should agree
 * @param clock nanoseconds since the start of the world
 * @param credential asked of every request, or null
 * @param relay a real node that answers instead of the chain, or null
 */
public record SimulatedProviderOptions(
        String name,
        String host,
        int port,
        ProviderProfile profile,
        FaultTimeline faults,
        long seed,
        ChainSimulator chain,
        LongSupplier clock,
        @Nullable RequiredCredential credential,
        @Nullable URI relay) {

    /** Instant answers on a free port of 127.0.0.1, with a chain of its own that agrees with every other default one. */
    public static SimulatedProviderOptions named(String name) {
        long start = System.nanoTime();
        return new SimulatedProviderOptions(
                name,
                "127.0.0.1",
                0,
                ProviderProfile.instant(),
                FaultTimeline.CALM,
                name.hashCode(),
                new ChainSimulator(ChainSettings.ethereum(1)),
                () -> System.nanoTime() - start,
                null,
                null);
    }

    public SimulatedProviderOptions withHost(String other) {
        return new SimulatedProviderOptions(name, other, port, profile, faults, seed, chain, clock, credential, relay);
    }

    public SimulatedProviderOptions withPort(int other) {
        return new SimulatedProviderOptions(name, host, other, profile, faults, seed, chain, clock, credential, relay);
    }

    public SimulatedProviderOptions withProfile(ProviderProfile other) {
        return new SimulatedProviderOptions(name, host, port, other, faults, seed, chain, clock, credential, relay);
    }

    public SimulatedProviderOptions withFaults(FaultTimeline other) {
        return new SimulatedProviderOptions(name, host, port, profile, other, seed, chain, clock, credential, relay);
    }

    public SimulatedProviderOptions withSeed(long other) {
        return new SimulatedProviderOptions(name, host, port, profile, faults, other, chain, clock, credential, relay);
    }

    /** A chain and the clock that advances it go together. */
    public SimulatedProviderOptions withChain(ChainSimulator otherChain, LongSupplier otherClock) {
        return new SimulatedProviderOptions(
                name, host, port, profile, faults, seed, otherChain, otherClock, credential, relay);
    }

    public SimulatedProviderOptions withCredential(@Nullable RequiredCredential other) {
        return new SimulatedProviderOptions(name, host, port, profile, faults, seed, chain, clock, other, relay);
    }

    public SimulatedProviderOptions withRelay(@Nullable URI other) {
        return new SimulatedProviderOptions(name, host, port, profile, faults, seed, chain, clock, credential, other);
    }
}
