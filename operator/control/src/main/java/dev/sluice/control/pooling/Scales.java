package dev.sluice.control.pooling;

import java.util.ArrayList;
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
        List<Tally> faded = new ArrayList<>(COUNT);
        for (int scale = 0; scale < COUNT; scale++) {
            Tally sum = at(scale).then(next, HALF_LIVES_SECONDS.get(scale));
            faded.add(scale == MEMORY ? sum.atMost(REMEMBERED) : sum);
        }
        return new Scales(faded);
    }

    Scales plus(Scales other) {
        List<Tally> sums = new ArrayList<>(COUNT);
        for (int scale = 0; scale < COUNT; scale++) {
            sums.add(at(scale).plus(other.at(scale)));
        }
        return new Scales(sums);
    }
}
