package dev.sluice.engine.score;

import dev.sluice.contract.snapshot.Provider;

/**
 * A candidate for one attempt, as this gateway sees it now. Comparisons are with all candidates that are left for the attempt.
 * Valid only during the call it is handed to.
 */
public interface Prospect {
    /** As in the snapshot. */
    Provider provider();

    /** Peak-EWMA round trip, times the requests under way and one more, of its best endpoint. */
    double latencyNanos();

    /** Least {@link #latencyNanos} of the candidates. */
    double leastLatencyNanos();

    /** 95th percentile of its recent answers to the request class, from 100 ms on; -1 while there are too few. */
    long tailNanos();

    /** Least {@link #tailNanos} of the candidates that have one; -1 where none has. */
    long leastTailNanos();

    /** Part of its recent attempts in the request class that failed, within [0, 1]. */
    double errorRate();

    /** Newest block it has shown; -1 where it has shown none. */
    long headBlock();

    /** Median of what the candidates have shown; -1 where none has. One that lies cannot move it far. */
    long usualHeadBlock();

    /** What it takes for this request, in 10^-12 of its currency. */
    long pricePicos();

    /** Least {@link #pricePicos} of the candidates. */
    long leastPricePicos();

    /** Requests under way from this process. */
    int inFlight();

    /** Most that may be under way from this process; above 0. */
    int maxInFlight();

    /** Candidates of its organization, itself included. */
    int ofSameOrganization();

    /** Where this gateway runs. */
    Place here();
}
