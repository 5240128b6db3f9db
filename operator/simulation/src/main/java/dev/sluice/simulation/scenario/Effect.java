package dev.sluice.simulation.scenario;

import dev.sluice.contract.observation.Failure;

/** What is wrong with a seller while a fault lasts. Several at once add up. */
public sealed interface Effect {

    /** Answers that are errors. @param rate 0 to 1; @param client index of the only consumer that sees them, -1 for all */
    record Errors(double rate, Failure kind, int client) implements Effect {}

    /** No answer at all. @param rate 0 to 1 of requests */
    record Silence(double rate) implements Effect {}

    /** @param factor of latency */
    record Slow(double factor) implements Effect {}

    /**
     * No new connections: as those there are close, ever more requests need one and fail.
     *
     * @param lifetimeNanos after which all but 37 % of the connections that stood are gone
     */
    record Refuse(long lifetimeNanos) implements Effect {}

    /** @param factor of capacity */
    record Capacity(double factor) implements Effect {}

    /** Health checks lie. @param failRate of probes that fail though the service is well; @param masked all others pass though it is not */
    record Probes(double failRate, boolean masked) implements Effect {}

    /** Health checks fail during the first half of each period. */
    record Flapping(long periodNanos) implements Effect {}

    /** Probes name this block. */
    record Head(long block) implements Effect {}
}
