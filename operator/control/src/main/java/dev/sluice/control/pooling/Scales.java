package dev.sluice.control.pooling;

import java.util.List;

/**
 * The same events faded at four speeds. The short scale sees a failure within a tick, the long one tells 0.5 % from 0.6 %
 * and judges providers that get one request a second. Memory is what is believed of a provider that gets next to none: its last
 * events, few enough that as many new ones change the picture.
 */
record Scales(Tally seconds, Tally halfMinute, Tally minutes, Tally memory) {
    static final List<Double> HALF_LIVES_SECONDS = List.of(3.0, 12.0, 48.0, 600.0);
    static final int COUNT = HALF_LIVES_SECONDS.size();
    static final int SHORT = 0;
    static final int MIDDLE = 1;
    static final int LONG = 2;
    static final int MEMORY = 3;

    /** Events memory holds of each process. */
    private static final double REMEMBERED = 30;

    static final Scales NONE = new Scales(Tally.NONE, Tally.NONE, Tally.NONE, Tally.NONE);

    Tally at(int scale) {
        return switch (scale) {
            case SHORT -> seconds;
            case MIDDLE -> halfMinute;
            case LONG -> minutes;
            case MEMORY -> memory;
            default -> throw new IllegalArgumentException("no scale " + scale);
        };
    }

    /** What is known after {@code next} happened in the time that went by. */
    Scales then(Tally next, Elapsed elapsed) {
        return new Scales(
                seconds.then(next, elapsed, SHORT),
                halfMinute.then(next, elapsed, MIDDLE),
                minutes.then(next, elapsed, LONG),
                memory.then(next, elapsed, MEMORY).atMost(REMEMBERED));
    }

    Scales plus(Scales other) {
        return new Scales(
                seconds.plus(other.seconds),
                halfMinute.plus(other.halfMinute),
                minutes.plus(other.minutes),
                memory.plus(other.memory));
    }
}
