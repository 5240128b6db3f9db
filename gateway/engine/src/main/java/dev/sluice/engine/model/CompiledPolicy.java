package dev.sluice.engine.model;

import dev.sluice.contract.snapshot.Policy;
import dev.sluice.engine.classify.Classifier;
import dev.sluice.engine.classify.MethodGate;
import java.util.List;

/**
 * An effective policy, its request classes and what its clients may call.
 *
 * @param hiddenHeaders by which clients prove who they are, in lower case: no provider sees them
 */
public record CompiledPolicy(
        int index, Policy policy, Classifier classifier, MethodGate gate, List<String> hiddenHeaders) {
    public CompiledPolicy {
        hiddenHeaders = List.copyOf(hiddenHeaders);
    }
}
