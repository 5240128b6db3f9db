package dev.sluice.engine.score;

/** Part of the recent attempts in the request class that were answered. */
final class ErrorsScorer implements Scorer {
    @Override
    public double score(Prospect candidate) {
        return 1 - candidate.errorRate();
    }
}
