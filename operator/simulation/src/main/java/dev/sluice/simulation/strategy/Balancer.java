package dev.sluice.simulation.strategy;

/** How one gateway chooses among sellers. Told of all attempts, retries included. */
interface Balancer {
    /** @param open sellers that may be asked; at least one is. @return index of one of these */
    int pick(boolean[] open, long nowNanos);

    /** A snapshot came after the first one. */
    default void configure(PlainGateway.Known known) {}

    default void began(int seller, long nowNanos) {}

    default void answered(int seller, long tookNanos, long nowNanos) {}

    default void failed(int seller, long tookNanos, long nowNanos) {}
}
