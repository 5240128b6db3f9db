package dev.sluice.engine.model;

import dev.sluice.contract.snapshot.Policy;
import dev.sluice.engine.classify.Classifier;
import dev.sluice.engine.classify.MethodGate;

/** An effective policy, its request classes and what its clients may call. */
public record CompiledPolicy(int index, Policy policy, Classifier classifier, MethodGate gate) {}
