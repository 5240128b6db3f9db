package dev.sluice.server.config;

import dev.sluice.contract.plan.Plan;
import dev.sluice.contract.snapshot.ConfigSnapshot;
import dev.sluice.contract.snapshot.Credentials;
import io.vertx.core.Future;
import org.jspecify.annotations.Nullable;

/** Hands over what the same process decided: standalone mode and tests. Safe to use from any thread. */
public final class InMemoryConfigSource implements ConfigSource {
    private @Nullable Sink sink;
    private @Nullable ConfigSnapshot snapshot;
    private Credentials credentials = Credentials.NONE;
    private @Nullable Plan plan;

    @Override
    public synchronized void start(Sink to) {
        sink = to;
        if (snapshot != null) {
            to.apply(snapshot, credentials);
        }
        if (plan != null) {
            to.apply(plan);
        }
    }

    /** Publishes a snapshot and its credentials. Before {@link #start} it only remembers them. */
    public synchronized Future<ApplyResult> publish(ConfigSnapshot newest, Credentials with) {
        snapshot = newest;
        credentials = with;
        return sink == null
                ? Future.succeededFuture(new ApplyResult.Refused(java.util.List.of("no gateway listens yet")))
                : sink.apply(newest, with);
    }

    public synchronized void publish(Plan newest) {
        plan = newest;
        if (sink != null) {
            sink.apply(newest);
        }
    }

    @Override
    public synchronized void close() {
        sink = null;
    }
}
