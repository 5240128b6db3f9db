package dev.sluice.server;

import dev.sluice.contract.plan.Plan;
import dev.sluice.contract.snapshot.ConfigSnapshot;
import dev.sluice.contract.snapshot.Credentials;
import io.vertx.core.Future;

/**
 * Where a gateway gets what it serves: the Kubernetes API in a cluster, memory on one machine. A source calls its sink
 * from any thread, newest value wins, and may repeat itself.
 */
public interface ConfigSource extends AutoCloseable {

    /** Takes what a source brings; {@link Gateway} is one. */
    interface Sink {
        Future<ApplyResult> apply(ConfigSnapshot snapshot, Credentials credentials);

        /** A snapshot as it was transported; what cannot be read is refused like what does not compile. */
        Future<ApplyResult> applyBytes(byte[] snapshot);

        /** Credentials that changed under the same snapshot. */
        Future<ApplyResult> apply(Credentials credentials);

        /** Shares; their age counts from now. */
        void apply(Plan plan);
    }

    /** Begins to hand over, the present value first if there is one. Called once. */
    void start(Sink sink);

    @Override
    void close();
}
