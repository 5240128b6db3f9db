package dev.sluice.server.config;

import dev.sluice.contract.plan.Plan;
import dev.sluice.contract.snapshot.ConfigSnapshot;
import dev.sluice.contract.snapshot.Credentials;
import io.vertx.core.Future;

/**
 * Where a gateway gets what it serves: the Kubernetes API in a cluster, memory on one machine. A source calls its sink
 * from any thread, newest value wins, and may repeat itself.
 */
public interface ConfigSource extends AutoCloseable {

    /** Takes what a source brings; a gateway is one. */
    interface Sink {
        Future<ApplyResult> apply(ConfigSnapshot snapshot, Credentials credentials);

        /** A snapshot as it was transported; what cannot be read is refused like what does not compile. */
        Future<ApplyResult> applyBytes(byte[] snapshot);

        /** Credentials that changed under the same snapshot. */
        Future<ApplyResult> apply(Credentials credentials);

        /** A snapshot that is announced and cannot be had whole; the last good one serves on and observations say why. */
        Future<ApplyResult> refuse(String reason);

        /** Shares; their age counts from now. */
        default void apply(Plan plan) {
            apply(plan, 0);
        }

        /** @param ageNanos time since a process on this machine received it first */
        void apply(Plan plan, long ageNanos);
    }

    /** Begins to hand over, the present value first if there is one. Called once. */
    void start(Sink sink);

    @Override
    void close();
}
