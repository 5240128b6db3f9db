package dev.sluice.engine.routing;

/** The first that is left, in the pool's order; priorities were looked at before. Weights mean nothing but their zero. */
final class FirstInOrder implements Picker {
    @Override
    public int pick(LoopView view, Exchange x, int[] sharesPpm, long nowNanos) {
        int i = 0;
        while (sharesPpm[i] == 0) {
            i++;
        }
        return i;
    }
}
