package dev.sluice.standalone.run;

import dev.sluice.contract.explain.Explanation;
import dev.sluice.contract.observation.Observation;
import dev.sluice.contract.plan.Plan;
import dev.sluice.contract.snapshot.ConfigSnapshot;
import dev.sluice.contract.snapshot.Credentials;
import dev.sluice.server.config.ApplyResult;
import io.vertx.core.Future;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the control loop asks of a gateway. Called on the control thread; may block for a moment. */
interface GatewayProcess extends AutoCloseable {
    ApplyResult apply(ConfigSnapshot snapshot, Credentials credentials);

    void apply(Plan plan);

    /** Empty when it did not answer in time, which says nothing about providers. */
    Optional<Observation> observe();

    /** Bound ports by the port clients are told. */
    Map<Integer, Integer> ports();

    /** Prometheus text; from any thread. */
    Future<String> metrics();

    /** What would become of a request; from any thread. See {@link dev.sluice.server.Gateway#explain}. */
    Future<Explanation> explain(@Nullable String rawQuery);

    /** Stops accepting, lets requests in flight finish, for the drain's bound at most. */
    @Override
    void close();

    /** Makes the process of a Gateway, {@code namespace/name}, which serves nothing yet. */
    interface Starter {
        GatewayProcess start(String gateway);
    }
}
