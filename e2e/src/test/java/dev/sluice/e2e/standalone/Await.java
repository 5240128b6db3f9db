package dev.sluice.e2e.standalone;

import static org.junit.jupiter.api.Assertions.fail;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** Waits for something to become true, looking often, and says what it saw last when it does not. */
public final class Await {
    private Await() {}

    /** @param seen describes the present state for the message of a failure */
    public static void until(String what, Duration atMost, Supplier<Boolean> holds, Supplier<Object> seen) {
        long deadline = System.nanoTime() + atMost.toNanos();
        while (!holds.get()) {
            if (System.nanoTime() > deadline) {
                fail("waited " + atMost + " for: " + what + "; seen: " + seen.get());
            }
            LockSupport.parkNanos(5_000_000);
        }
    }

    public static void until(String what, Duration atMost, Supplier<Boolean> holds) {
        until(what, atMost, holds, () -> "nothing more");
    }
}
