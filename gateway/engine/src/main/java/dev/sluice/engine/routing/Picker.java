package dev.sluice.engine.routing;

/** Which of the candidates left serves an attempt: one way that a pool's {@code loadBalancer} names. */
interface Picker {

    /**
     * @param sharesPpm by candidate: 0 for who is out, at least one above
     * @return the candidate's index
     */
    int pick(LoopView view, Exchange x, int[] sharesPpm, long nowNanos);
}
