package dev.sluice.server.kubernetes;

import dev.sluice.contract.plan.Plan;
import dev.sluice.contract.snapshot.ConfigSnapshot;
import dev.sluice.contract.snapshot.Credentials;
import dev.sluice.server.config.ApplyResult;
import dev.sluice.server.config.ConfigSource;
import io.vertx.core.Future;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** A gateway that writes down what it was given, and serves it unless told to refuse. */
final class RecordingSink implements ConfigSource.Sink {
    final List<ConfigSnapshot> snapshots = new CopyOnWriteArrayList<>();
    final List<Credentials> credentials = new CopyOnWriteArrayList<>();
    final List<Plan> plans = new CopyOnWriteArrayList<>();
    final List<Long> planAgesNanos = new CopyOnWriteArrayList<>();
    volatile @Nullable String rejection;
    volatile boolean refusing;

    @Override
    public Future<ApplyResult> apply(ConfigSnapshot snapshot, Credentials with) {
        snapshots.add(snapshot);
        credentials.add(with);
        if (refusing) {
            rejection = "told to refuse";
            return Future.succeededFuture(new ApplyResult.Refused(List.of("told to refuse")));
        }
        rejection = null;
        return Future.succeededFuture(new ApplyResult.Served(snapshot.epoch(), snapshot.revision()));
    }

    @Override
    public Future<ApplyResult> applyBytes(byte[] snapshot) {
        throw new AssertionError("the source hands over records");
    }

    @Override
    public Future<ApplyResult> apply(Credentials with) {
        credentials.add(with);
        rejection = null;
        return Future.succeededFuture(new ApplyResult.Served(0, 0));
    }

    @Override
    public Future<ApplyResult> refuse(String reason) {
        rejection = reason;
        return Future.succeededFuture(new ApplyResult.Refused(List.of(reason)));
    }

    @Override
    public void apply(Plan plan, long ageNanos) {
        plans.add(plan);
        planAgesNanos.add(ageNanos);
    }
}
