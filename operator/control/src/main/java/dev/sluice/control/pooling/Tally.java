package dev.sluice.control.pooling;

/**
 * Counts that fade with age, so that a sum over time is a recent average. Fractions of a count are real: half a failure
 * is one that lies one half-life back.
 *
 * @param seconds watched
 * @param attempts sent
 * @param judged attempts that ended well or badly
 * @param failed of the judged
 * @param throttled refused for want of capacity; neither judged nor failed
 * @param costPicos of the attempts
 * @param timed successes with a latency
 * @param within of the timed, those within the policy's target
 */
record Tally(
        double seconds,
        double attempts,
        double judged,
        double failed,
        double throttled,
        double costPicos,
        double timed,
        double within) {

    static final Tally NONE = new Tally(0, 0, 0, 0, 0, 0, 0, 0);

    /**
     * What is known after {@code next} happened. Its events count as spread evenly over its seconds, so one long gap between
     * readings does not make an hour-old failure look fresh.
     */
    Tally then(Tally next, Elapsed elapsed, int scale) {
        double keep = elapsed.keep()[scale];
        double gain = elapsed.gain()[scale];
        return new Tally(
                seconds * keep + next.seconds * gain,
                attempts * keep + next.attempts * gain,
                judged * keep + next.judged * gain,
                failed * keep + next.failed * gain,
                throttled * keep + next.throttled * gain,
                costPicos * keep + next.costPicos * gain,
                timed * keep + next.timed * gain,
                within * keep + next.within * gain);
    }

    Tally plus(Tally other) {
        return new Tally(
                Math.max(seconds, other.seconds),
                attempts + other.attempts,
                judged + other.judged,
                failed + other.failed,
                throttled + other.throttled,
                costPicos + other.costPicos,
                timed + other.timed,
                within + other.within);
    }

    /** The same proportions over fewer events. */
    Tally atMost(double events) {
        double part = Math.min(1, events / Math.max(events, Math.max(judged, timed)));
        return part == 1
                ? this
                : new Tally(
                        seconds * part,
                        attempts * part,
                        judged * part,
                        failed * part,
                        throttled * part,
                        costPicos * part,
                        timed * part,
                        within * part);
    }

    double perSecond() {
        return seconds > 0 ? attempts / seconds : 0;
    }

    double answeredPerSecond() {
        return seconds > 0 ? judged / seconds : 0;
    }

    double throttledPerSecond() {
        return seconds > 0 ? throttled / seconds : 0;
    }

    double costPicosPerSecond() {
        return seconds > 0 ? costPicos / seconds : 0;
    }
}
