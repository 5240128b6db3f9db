package dev.sluice.engine.model;

import dev.sluice.contract.snapshot.Policy;
import dev.sluice.engine.classify.Classifier;
import dev.sluice.engine.classify.MethodGate;
import java.util.List;

/**
 * An effective policy, its request classes and what its clients may call.
 *
 * @param hiddenHeaders by which clients prove who they are, in lower case: no provider sees them
 * @param countsAddresses whether clients are counted apart and only their addresses tell them apart
 */
public record CompiledPolicy(
        int index,
        Policy policy,
        Classifier classifier,
        MethodGate gate,
        List<String> hiddenHeaders,
        boolean countsAddresses) {
    public CompiledPolicy {
        hiddenHeaders = List.copyOf(hiddenHeaders);
    }
}
