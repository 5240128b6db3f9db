package dev.sluice.simulation.world;

/** Something that happens at its time. */
interface Event {
    void happen(long nowNanos);
}
