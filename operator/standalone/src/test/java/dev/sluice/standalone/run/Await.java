package dev.sluice.standalone.run;

import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;

/** Waits for a condition, up to a bound that only a broken run reaches. */
final class Await {
    private static final long BOUND_NANOS = 20_000_000_000L;
    private static final long LOOK_NANOS = 10_000_000L;

    private Await() {}

    static void that(String what, Callable<Boolean> condition) throws Exception {
        long deadline = System.nanoTime() + BOUND_NANOS;
        while (!condition.call()) {
            if (System.nanoTime() - deadline > 0) {
                throw new AssertionError("still not so after " + BOUND_NANOS / 1_000_000_000L + " s: " + what);
            }
            LockSupport.parkNanos(LOOK_NANOS);
        }
    }
}
