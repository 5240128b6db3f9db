package dev.sluice.engine.model;

import dev.sluice.contract.snapshot.Policy;
import dev.sluice.engine.cache.CacheRule;
import dev.sluice.engine.classify.Classifier;
import dev.sluice.engine.classify.MethodGate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An effective policy, its request classes, what its clients may call, and which answers are kept.
 *
 * @param hiddenHeaders by which clients prove who they are, in lower case: no provider sees them
 * @param countsAddresses whether clients are counted apart and only their addresses tell them apart
 * @param cache null where no answers are kept
 */
public record CompiledPolicy(
        int index,
        Policy policy,
        Classifier classifier,
        MethodGate gate,
        List<String> hiddenHeaders,
        boolean countsAddresses,
        @Nullable CacheRule cache) {
    public CompiledPolicy {
        hiddenHeaders = List.copyOf(hiddenHeaders);
    }
}
