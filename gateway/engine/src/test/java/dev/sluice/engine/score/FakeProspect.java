package dev.sluice.engine.score;

import dev.sluice.contract.snapshot.Provider;
import dev.sluice.engine.Snapshots;

/** What a scorer is to see, set by the test. */
final class FakeProspect implements Prospect {
    Provider provider = Snapshots.provider("a");
    double latencyNanos = 1;
    double leastLatencyNanos = 1;
    long tailNanos = -1;
    long leastTailNanos = -1;
    double errorRate;
    long headBlock = -1;
    long usualHeadBlock = -1;
    long pricePicos;
    long leastPricePicos;
    int inFlight;
    int maxInFlight = 1;
    int ofSameOrganization = 1;
    Place here = Place.UNKNOWN;

    @Override
    public Provider provider() {
        return provider;
    }

    @Override
    public double latencyNanos() {
        return latencyNanos;
    }

    @Override
    public double leastLatencyNanos() {
        return leastLatencyNanos;
    }

    @Override
    public long tailNanos() {
        return tailNanos;
    }

    @Override
    public long leastTailNanos() {
        return leastTailNanos;
    }

    @Override
    public double errorRate() {
        return errorRate;
    }

    @Override
    public long headBlock() {
        return headBlock;
    }

    @Override
    public long usualHeadBlock() {
        return usualHeadBlock;
    }

    @Override
    public long pricePicos() {
        return pricePicos;
    }

    @Override
    public long leastPricePicos() {
        return leastPricePicos;
    }

    @Override
    public int inFlight() {
        return inFlight;
    }

    @Override
    public int maxInFlight() {
        return maxInFlight;
    }

    @Override
    public int ofSameOrganization() {
        return ofSameOrganization;
    }

    @Override
    public Place here() {
        return here;
    }
}
