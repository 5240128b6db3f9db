package dev.sluice.engine.routing;

import java.util.random.RandomGenerator;

/**
 * What one candidate is owed of a plan key's first attempts. Owned by one event loop; kept by provider id when the model
 * changes, so that frequent changes do not favour anyone.
 */
final class ShareLedger {
    private long creditPpm;

    /** Starts at a random phase, so that many loops do not all begin with the largest share. */
    ShareLedger(RandomGenerator random) {
        creditPpm = random.nextInt(500_000);
    }

    /**
     * Deficit counters (smooth weighted round robin): each pick credits everyone with its share, goes to the one who is
     * owed most, and costs that one the whole. Over n picks nobody is off by more than a few, however shares change.
     *
     * @param sharesPpm by candidate; 0 takes no part
     * @return the candidate's index, or -1 when all shares are 0
     */
    static int pick(ShareLedger[] ledgers, int[] sharesPpm) {
        int picked = -1;
        long whole = 0;
        for (int i = 0; i < ledgers.length; i++) {
            int share = sharesPpm[i];
            if (share > 0) {
                whole += share;
                ledgers[i].creditPpm += share;
                if (picked < 0 || ledgers[i].creditPpm > ledgers[picked].creditPpm) {
                    picked = i;
                }
            }
        }
        if (picked >= 0) {
            ledgers[picked].creditPpm -= whole;
        }
        return picked;
    }
}
