package dev.sluice.simulation.load;

/** When calls are sent. */
public sealed interface Pace {

    /**
     * At a rate, however long answers take, as independent clients do: latency counts from the moment a call was due,
     * so a stall is felt by all that came due in it.
     */
    record OpenLoop(double perSecond) implements Pace {
        public OpenLoop {
            if (!(perSecond > 0)) {
                throw new IllegalArgumentException("rate must be positive, is " + perSecond);
            }
        }
    }

    /** Each of so many clients sends its next call when it has its answer. */
    record ClosedLoop(int clients) implements Pace {
        public ClosedLoop {
            if (clients < 1) {
                throw new IllegalArgumentException("needs a client");
            }
        }
    }
}
