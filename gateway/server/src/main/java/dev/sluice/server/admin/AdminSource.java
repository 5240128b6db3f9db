package dev.sluice.server.admin;

import dev.sluice.contract.explain.Explanation;
import dev.sluice.contract.observation.Observation;
import io.vertx.core.Future;
import org.jspecify.annotations.Nullable;

/** What the admin endpoint tells. Asked from any thread. */
public interface AdminSource {
    /** Whether clients are to be sent here. */
    boolean ready();

    Future<String> metrics();

    Future<Observation> observe();

    /**
     * What would become of a request.
     *
     * @param rawQuery describes it, see {@link DescribedRequest}; fails with an IllegalArgumentException where it does not
     */
    Future<Explanation> explain(@Nullable String rawQuery);
}
