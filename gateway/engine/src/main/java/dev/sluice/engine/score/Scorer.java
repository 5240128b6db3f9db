package dev.sluice.engine.score;

/** One kind of merit. Stateless; called for two candidates of each request, so it must not allocate. */
@FunctionalInterface
public interface Scorer {
    /** @return within [0, 1], higher is better; 0.5 where nothing is known */
    double score(Prospect candidate);
}
