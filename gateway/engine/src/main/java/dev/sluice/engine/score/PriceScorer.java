package dev.sluice.engine.score;

/** The cheapest candidate's price of this request as a part of this one's; beside a free one whoever takes money has 0. */
final class PriceScorer implements Scorer {
    @Override
    public double score(Prospect candidate) {
        long own = candidate.pricePicos();
        return own <= 0 ? 1 : Math.min(1, (double) candidate.leastPricePicos() / own);
    }
}
