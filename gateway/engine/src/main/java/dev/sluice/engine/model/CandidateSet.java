package dev.sluice.engine.model;

import dev.sluice.contract.plan.PlanKey;
import java.util.List;

/**
 * Who may serve a request class of a policy from a pool: hard constraints are applied, so that nothing later can let
 * another provider in.
 *
 * @param index among all sets
 * @param key what plans and observations call it
 * @param pool the candidates come from
 * @param candidates in the pool's order; empty where nobody is permitted
 */
public record CandidateSet(int index, PlanKey key, CompiledPool pool, List<Candidate> candidates) {

    /**
     * @param provider that may serve
     * @param declaredPpm declared weight as a share of all candidates; 0 is never drawn
     * @param priority lower is preferred
     * @param capacity relative to the other candidates', for the panic threshold
     */
    public record Candidate(CompiledProvider provider, int declaredPpm, int priority, long capacity) {}

    public CandidateSet {
        candidates = List.copyOf(candidates);
    }
}
