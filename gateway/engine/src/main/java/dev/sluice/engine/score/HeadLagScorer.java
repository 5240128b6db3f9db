package dev.sluice.engine.score;

/** 1 for who is at the head that is usual among the candidates or before it, and a tenth less for each block behind. */
final class HeadLagScorer implements Scorer {
    private static final double BLOCKS = 10;
    private static final double UNKNOWN = 0.5;

    @Override
    public double score(Prospect candidate) {
        long own = candidate.headBlock();
        if (own < 0) {
            return UNKNOWN;
        }
        long lag = Math.max(0, candidate.usualHeadBlock() - own);
        return Math.max(0, 1 - lag / BLOCKS);
    }
}
