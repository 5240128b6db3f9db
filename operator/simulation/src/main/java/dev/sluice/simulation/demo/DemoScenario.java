package dev.sluice.simulation.demo;

import dev.sluice.simulation.model.Fault;
import dev.sluice.simulation.model.FaultTimeline;
import java.time.Duration;

/**
 * What happens when. All moments are parts of the length, so that a test plays the same in a third of the time.
 *
 * @param length from the beginning to the end
 * @param gatewayPort of the Gateway's listener
 * @param callsPerSecond of the load
 * @param seed of the providers' chance and of the choice of calls
 */
public record DemoScenario(Duration length, int gatewayPort, double callsPerSecond, long seed) {

    /** Answers of the failing region take up to so many times as long before it fails. */
    private static final double SLOWEST_FACTOR = 25;

    private static final int FAILURE_STATUS = 503;

    /** A part of the story, in order, with the part of the length at which it begins. */
    public enum Phase {
        HEALTHY("all providers are well", 0),
        SLOWING("the preferred region gets slower", 0.15),
        FAILING("the preferred region answers with more and more errors", 0.22),
        DOWN("the preferred region is down", 0.32),
        RECOVERING("the preferred region comes back", 0.45),
        RECOVERED("all providers are well again", 0.51);

        private final String text;
        private final double begins;

        Phase(String text, double begins) {
            this.text = text;
            this.begins = begins;
        }

        public String text() {
            return text;
        }
    }

    public static DemoScenario standard(int gatewayPort) {
        return new DemoScenario(Duration.ofSeconds(66), gatewayPort, 150, 1);
    }

    public DemoScenario withLength(Duration other) {
        return new DemoScenario(other, gatewayPort, callsPerSecond, seed);
    }

    public DemoScenario withCallsPerSecond(double other) {
        return new DemoScenario(length, gatewayPort, other, seed);
    }

    /** When a phase begins, since the beginning. */
    public long beginsNanos(Phase phase) {
        return (long) (length.toNanos() * phase.begins);
    }

    public Phase phaseAt(long sinceBeginNanos) {
        Phase now = Phase.HEALTHY;
        for (Phase phase : Phase.values()) {
            if (sinceBeginNanos >= beginsNanos(phase)) {
                now = phase;
            }
        }
        return now;
    }

    /** The failing region's faults, on a clock that shows {@code beginNanos} at the beginning. */
    FaultTimeline faults(long beginNanos) {
        long slowing = beginsNanos(Phase.SLOWING);
        long failing = beginsNanos(Phase.FAILING);
        long down = beginsNanos(Phase.DOWN);
        long recovering = beginsNanos(Phase.RECOVERING);
        long recovered = beginsNanos(Phase.RECOVERED);
        return FaultTimeline.CALM
                .with(
                        beginNanos + slowing,
                        beginNanos + recovering,
                        new Fault.ProgressiveFailure(failing - slowing, SLOWEST_FACTOR, down - failing, FAILURE_STATUS))
                .with(
                        beginNanos + recovering,
                        beginNanos + recovered,
                        new Fault.Recovery(recovered - recovering, SLOWEST_FACTOR / 5, FAILURE_STATUS));
    }
}
