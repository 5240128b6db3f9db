package dev.sluice.engine.score;

/** Part of what may be under way that is free. */
final class HeadroomScorer implements Scorer {
    @Override
    public double score(Prospect candidate) {
        return Math.max(0, 1 - (double) candidate.inFlight() / candidate.maxInFlight());
    }
}
