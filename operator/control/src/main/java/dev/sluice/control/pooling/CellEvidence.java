package dev.sluice.control.pooling;

import dev.sluice.contract.observation.LatencyWindow;
import dev.sluice.contract.observation.Traffic;
import java.util.ArrayList;
import java.util.List;

/**
 * What one process has told about one cell.
 *
 * @param cell the same object in each reading, since whoever looks it up again finds the same object fastest
 * @param read counters as last read
 * @param window number of the newest latency window merged
 * @param scales faded counts
 * @param latency faded latencies of successes
 */
record CellEvidence(Cell cell, Counters read, long window, Scales scales, FadingLatency latency) {
    /** Quantiles shown to people move with this half-life. */
    private static final double LATENCY_HALF_LIFE_SECONDS = 8;

    static CellEvidence none(Cell cell) {
        return new CellEvidence(cell, Counters.ZERO, -1, Scales.NONE, FadingLatency.EMPTY);
    }

    /** Remembers where the counters stand without believing that any of it is recent. */
    static CellEvidence from(Cell cell, Traffic traffic) {
        return new CellEvidence(cell, Counters.of(traffic), newest(traffic, -1), Scales.NONE, FadingLatency.EMPTY);
    }

    /**
     * @param elapsed since the reading before
     * @param targetNanos the policy's latency objective, or {@link Long#MAX_VALUE}
     */
    CellEvidence then(Traffic traffic, Elapsed elapsed, long targetNanos) {
        Counters now = Counters.of(traffic);
        Counters news = now.since(read);
        List<FadingLatency> unseen = new ArrayList<>();
        double timed = 0;
        double within = 0;
        for (LatencyWindow each : traffic.latency()) {
            if (each.number() > window && each.count() > 0) {
                FadingLatency sketch = FadingLatency.decode(each.sketch()).orElse(FadingLatency.EMPTY);
                unseen.add(sketch);
                timed += sketch.count();
                within += targetNanos == Long.MAX_VALUE ? sketch.count() : sketch.within(targetNanos);
            }
        }
        Tally next = new Tally(
                elapsed.seconds(),
                news.attempts(),
                news.successes() + news.failed(),
                news.failed(),
                news.throttled(),
                news.costPicos(),
                timed,
                within);
        return new CellEvidence(cell, now, newest(traffic, window), scales.then(next, elapsed), faded(unseen, elapsed));
    }

    /** Time passed without a word on this cell. */
    CellEvidence silent(Elapsed elapsed) {
        Tally nothing = new Tally(elapsed.seconds(), 0, 0, 0, 0, 0, 0, 0);
        return new CellEvidence(cell, read, window, scales.then(nothing, elapsed), faded(List.of(), elapsed));
    }

    CellEvidence forgotten() {
        return new CellEvidence(cell, read, window, Scales.NONE, FadingLatency.EMPTY);
    }

    private FadingLatency faded(List<FadingLatency> unseen, Elapsed elapsed) {
        // Without news the shape stays as it is: fading every bin alike would not move a quantile.
        return unseen.isEmpty()
                ? latency
                : latency.then(unseen, Math.pow(0.5, elapsed.seconds() / LATENCY_HALF_LIFE_SECONDS));
    }

    private static long newest(Traffic traffic, long atLeast) {
        long newest = atLeast;
        for (LatencyWindow each : traffic.latency()) {
            newest = Math.max(newest, each.number());
        }
        return newest;
    }
}
