package dev.sluice.simulation.scenario;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Something that happens to a world. Times are nanoseconds since its start. */
public sealed interface Change {

    /**
     * Sellers do badly for a while.
     *
     * @param fromNanos when the first is hit
     * @param untilNanos when it is over for all
     * @param rampNanos over which the effect grows from nothing to the whole
     * @param staggerNanos between one seller and the next, in the scenario's order
     */
    record Fault(
            Target target, long fromNanos, long untilNanos, long rampNanos, long staggerNanos, List<Effect> effects)
            implements Change {
        public Fault {
            effects = List.copyOf(effects);
        }
    }

    /** Sellers go silent at random. @param perMinute part of them hit each minute; @param downNanos how long each is gone */
    record Churn(Target target, long fromNanos, long untilNanos, double perMinute, long downNanos) implements Change {}

    /** List prices change, and the manifests with them. @param factor of the price at the start */
    record Price(Target target, long fromNanos, double factor) implements Change {}

    /** @param factor of the demand at the start; @param rampNanos over which it is reached */
    record Demand(long fromNanos, long untilNanos, double factor, long rampNanos) implements Change {}

    /** Fields of the policy's {@code spec} are replaced. */
    record Policy(long fromNanos, ObjectNode merge) implements Change {
        public Policy {
            merge = merge.deepCopy();
        }
    }

    /** The operator cannot see or reach some gateways. @param part of gateways, at least one */
    record Partition(long fromNanos, long untilNanos, double part) implements Change {}

    /** Reports arrive late. */
    record Delay(long fromNanos, long untilNanos, double part, long delayNanos) implements Change {}

    /** Gateways report that so many good answers of the target had failed. */
    record Forgery(Target target, long fromNanos, long untilNanos, double part, double errorRate) implements Change {}

    /** Nothing of this is routed by yet: written down so that the scenario is whole. */
    record Settlement(long fromNanos, long untilNanos) implements Change {}
}
