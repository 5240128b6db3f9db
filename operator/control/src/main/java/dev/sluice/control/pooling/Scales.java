package dev.sluice.control.pooling;

import java.util.List;

/**
 * The same events faded at four speeds. The short scale sees a failure within a tick, the long one tells 0.5 % from 0.6 %
 * and judges providers that get one request a second. Memory is what is believed of a provider that gets next to none: its last
 * events, few enough that as many new ones change the picture.
 *
 * @param tallies by half-life, short to long
 */
record Scales(List<Tally> tallies) {
    static final List<Double> HALF_LIVES_SECONDS = List.of(3.0, 12.0, 48.0, 600.0);
    static final int COUNT = HALF_LIVES_SECONDS.size();
    static final int SHORT = 0;
    static final int MIDDLE = 1;
    static final int LONG = 2;
    static final int MEMORY = 3;

    /** Events memory holds of each process. */
    private static final double REMEMBERED = 30;

    static final Scales NONE = new Scales(List.of(Tally.NONE, Tally.NONE, Tally.NONE, Tally.NONE));

    Scales {
        tallies = List.copyOf(tallies);
    }

    Tally at(int scale) {
        return tallies.get(scale);
    }

    Scales then(Tally next) {
        return new Scales(List.of(
                faded(SHORT, next),
                faded(MIDDLE, next),
                faded(LONG, next),
                faded(MEMORY, next).atMost(REMEMBERED)));
    }

    private Tally faded(int scale, Tally next) {
        return at(scale).then(next, HALF_LIVES_SECONDS.get(scale));
    }

    Scales plus(Scales other) {
        return new Scales(List.of(sum(SHORT, other), sum(MIDDLE, other), sum(LONG, other), sum(MEMORY, other)));
    }

    private Tally sum(int scale, Scales other) {
        return at(scale).plus(other.at(scale));
    }
}
