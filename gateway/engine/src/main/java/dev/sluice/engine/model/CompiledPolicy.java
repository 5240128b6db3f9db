package dev.sluice.engine.model;

import dev.sluice.contract.snapshot.Policy;
import dev.sluice.engine.classify.Classifier;

/** An effective policy and its request classes. */
public record CompiledPolicy(int index, Policy policy, Classifier classifier) {}
