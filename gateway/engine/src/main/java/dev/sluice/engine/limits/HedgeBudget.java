package dev.sluice.engine.limits;

/**
 * Lets second attempts be a percent of requests: each request saves that part of one, each second attempt spends a whole.
 * Saved for a burst, but not for ever. Owned by one event loop.
 */
public final class HedgeBudget {
    /** One second attempt. */
    private static final int WHOLE = 100;

    private static final int MAX_SAVED = 100 * WHOLE;

    private int saved;

    /** Counts a request that might be sent twice. @param percent that may be */
    public void request(int percent) {
        saved = Math.min(MAX_SAVED, saved + percent);
    }

    /** Spends one if there is one. */
    public boolean tryHedge() {
        if (saved < WHOLE) {
            return false;
        }
        saved -= WHOLE;
        return true;
    }
}
