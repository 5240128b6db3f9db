package dev.sluice.simulation.world;

import dev.sluice.contract.snapshot.ConfigSnapshot;
import org.jspecify.annotations.Nullable;

/** One gateway process: what chooses for each request. The world tells it what came of its choices. */
public interface DataPlane {
    /** No seller can be chosen: the client gets an error from the gateway. */
    int NOBODY = -1;

    /** The next snapshot arrived. */
    void load(ConfigSnapshot snapshot, long nowNanos);

    /** Begins the first attempt. @return index of the seller, or {@link #NOBODY} */
    int first(Flight flight, long nowNanos);

    /** Begins another attempt after one that failed. @return index of the seller, or {@link #NOBODY} */
    int again(Flight flight, long nowNanos);

    void answered(Flight flight, long nowNanos);

    void failed(Flight flight, int status, long nowNanos);

    /** The client has its answer. */
    void finished(Flight flight, int status, long nowNanos);

    /** To be called twice a second. */
    void tick(long nowNanos);

    /** Revision of the snapshot served. */
    long revision();

    /** Share each seller is meant to have now by a plan or an order; null where there is no such thing. */
    double @Nullable [] intended();
}
