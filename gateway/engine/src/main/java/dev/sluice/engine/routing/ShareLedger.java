package dev.sluice.engine.routing;

import java.util.random.RandomGenerator;

/**
 * What one candidate is owed of a plan key's first attempts. Owned by one event loop; kept by provider id when the model
 * changes, so that frequent changes do not favour anyone.
 */
final class ShareLedger {
    /** One pick. Credits are parts of it, so they mean the same whoever takes part; rounding loses 10^-12 a time. */
    private static final long WHOLE = 1L << 40;

    private long credit;

    /** Starts at a random phase, so that many loops do not all begin with the largest share. */
    ShareLedger(RandomGenerator random) {
        credit = random.nextLong(WHOLE / 2);
    }

    private ShareLedger(long credit) {
        this.credit = credit;
    }

    ShareLedger copy() {
        return new ShareLedger(credit);
    }

    /**
     * Deficit counters (smooth weighted round robin): each pick credits everyone with its share, goes to the one who is
     * owed most, and costs that one the whole. Over n picks nobody is off by more than a few, however shares change.
     *
     * @param sharesPpm by candidate; 0 takes no part
     * @return the candidate's index, or -1 when all shares are 0
     */
    static int pick(ShareLedger[] ledgers, int[] sharesPpm) {
        long sum = 0;
        for (int i = 0; i < ledgers.length; i++) {
            sum += sharesPpm[i];
        }
        int picked = -1;
        for (int i = 0; i < ledgers.length; i++) {
            int share = sharesPpm[i];
            if (share > 0) {
                ledgers[i].credit += share * WHOLE / sum;
                if (picked < 0 || ledgers[i].credit > ledgers[picked].credit) {
                    picked = i;
                }
            }
        }
        if (picked >= 0) {
            ledgers[picked].credit -= WHOLE;
        }
        return picked;
    }
}
