package dev.sluice.engine.routing;

/**
 * Smooth weighted round robin: over the plan's shares, or over declared weights where the pool asks for round robin. Second
 * attempts are drawn apart, since shares are promised of first ones.
 */
final class ByShare implements Picker {
    private final WeightedDraw draw;

    ByShare(WeightedDraw draw) {
        this.draw = draw;
    }

    @Override
    public int pick(LoopView view, Exchange x, int[] sharesPpm, long nowNanos) {
        return x.attempts == 0
                ? ShareLedger.pick(view.ledgers(x.candidates()), sharesPpm)
                : draw.draw(sharesPpm, x.candidates().candidates().size(), -1);
    }
}
