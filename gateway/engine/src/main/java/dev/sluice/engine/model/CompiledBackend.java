package dev.sluice.engine.model;

import dev.sluice.contract.snapshot.Filter;
import dev.sluice.contract.snapshot.Retry;
import dev.sluice.engine.cache.ServiceCache;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where part of a rule's requests goes, with what holds for it.
 *
 * @param weight relative to the rule's others
 * @param filters its own, after the rule's
 * @param service what serves, or null where the reference does not resolve: answered 500
 * @param unresolved why there is no service, for the log
 * @param mirrors of the rule, then its own
 */
public record CompiledBackend(
        int weight,
        List<Filter> filters,
        @Nullable Service service,
        Optional<String> unresolved,
        List<CompiledMirror> mirrors) {

    /**
     * A pool under a policy.
     *
     * @param pool of providers
     * @param policy effective
     * @param candidates who may serve, by index of the request class
     * @param retry the rule's own or the policy's
     * @param requestNanos bound of the whole request; 0 for none
     * @param attemptNanos bound of one attempt; 0 for none
     * @param cache of answers to JSON-RPC, or null for none
     */
    public record Service(
            CompiledPool pool,
            CompiledPolicy policy,
            List<CandidateSet> candidates,
            Retry retry,
            long requestNanos,
            long attemptNanos,
            @Nullable ServiceCache cache) {
        public Service {
            candidates = List.copyOf(candidates);
        }
    }

    public CompiledBackend {
        filters = List.copyOf(filters);
        mirrors = List.copyOf(mirrors);
    }
}
