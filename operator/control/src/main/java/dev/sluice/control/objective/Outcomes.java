package dev.sluice.control.objective;

import dev.sluice.contract.observation.ClassTraffic;

/**
 * Requests of a class, faded with age: a window without an edge.
 *
 * @param seconds watched
 * @param requests that ended
 * @param unanswered of them
 * @param late of them: answered, but after the latency objective
 */
public record Outcomes(double seconds, double requests, double unanswered, double late) {
    public static final Outcomes NONE = new Outcomes(0, 0, 0, 0);

    /** What is known after {@code next} happened, evenly over its seconds. @param meanAgeSeconds of what is remembered, when full */
    Outcomes then(Outcomes next, double meanAgeSeconds) {
        if (next.seconds <= 0) {
            return this;
        }
        double keep = Math.exp(-next.seconds / meanAgeSeconds);
        double gain = (1 - keep) * meanAgeSeconds / next.seconds;
        return new Outcomes(
                seconds * keep + next.seconds * gain,
                requests * keep + next.requests * gain,
                unanswered * keep + next.unanswered * gain,
                late * keep + next.late * gain);
    }

    /** What one process counted since its last reading; a counter that fell began anew. */
    Outcomes plus(ClassTraffic now, ClassTraffic before) {
        boolean anew = now.requests() < before.requests();
        return new Outcomes(
                seconds,
                requests + now.requests() - (anew ? 0 : before.requests()),
                unanswered + Math.max(0, now.unanswered() - (anew ? 0 : before.unanswered())),
                late + Math.max(0, now.late() - (anew ? 0 : before.late())));
    }

    Outcomes over(double time) {
        return new Outcomes(time, requests, unanswered, late);
    }
}
