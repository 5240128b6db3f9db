package dev.sluice.simulation.model;

import java.util.ArrayList;
import java.util.List;

/** When which fault holds. Phases may overlap; then their impairments add up. */
public record FaultTimeline(List<Phase> phases) {

    public static final FaultTimeline CALM = new FaultTimeline(List.of());

    /** @param fromNanos first moment, since the start of the world; @param untilNanos first moment after it */
    public record Phase(long fromNanos, long untilNanos, Fault fault) {
        public Phase {
            if (untilNanos < fromNanos) {
                throw new IllegalArgumentException("a phase ends before it begins");
            }
        }
    }

    public FaultTimeline {
        phases = List.copyOf(phases);
    }

    public FaultTimeline with(long fromNanos, long untilNanos, Fault fault) {
        List<Phase> more = new ArrayList<>(phases);
        more.add(new Phase(fromNanos, untilNanos, fault));
        return new FaultTimeline(more);
    }

    public Impairment at(long nowNanos) {
        Impairment sum = Impairment.NONE;
        for (Phase phase : phases) {
            if (nowNanos >= phase.fromNanos && nowNanos < phase.untilNanos) {
                sum = sum.and(phase.fault.at(nowNanos - phase.fromNanos));
            }
        }
        return sum;
    }
}
