package dev.sluice.e2e.operator;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.e2e.operator.load.Answer;
import dev.sluice.e2e.operator.load.Call;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * How a new route comes to clients: asked for every two milliseconds, each time by a new connection, so that every pod is asked.
 *
 * @param appliedNanos until the API server had it, the first part of all that follows
 * @param firstNanos from the apply to the first right answer
 * @param everyNanos from the apply to the last 404, which a slower pod gave
 * @param stray answers that are neither a 404 of before nor right
 */
record Propagation(long appliedNanos, long firstNanos, long everyNanos, List<String> stray) {
    /** So many right answers in a row mean that no pod is left that does not know the route. */
    private static final int IN_A_ROW = 20;

    /** Without it the one who asks takes the very cores that the change needs to come through. */
    private static final long PAUSE_NANOS = 2_000_000;

    private static final long PATIENCE_NANOS = Duration.ofSeconds(30).toNanos();

    /** @param apply of a route to this path; returns when the API server has it */
    static Propagation of(InetSocketAddress address, Call call, Runnable apply) {
        List<String> stray = new ArrayList<>();
        check(Edge.ask(address, call), call, stray);
        long start = System.nanoTime();
        apply.run();
        long applied = System.nanoTime() - start;
        long first = 0;
        long every = 0;
        for (int right = 0; right < IN_A_ROW; ) {
            Answer answer = Edge.ask(address, call);
            long now = System.nanoTime() - start;
            assertTrue(now < PATIENCE_NANOS, () -> call.path() + " is still answered " + answer);
            if (answer.fits(call)) {
                first = first == 0 ? now : first;
                right++;
            } else {
                right = 0;
                every = now;
                check(answer, call, stray);
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
        return new Propagation(applied, first, Math.max(first, every), stray);
    }

    private static void check(Answer answer, Call call, List<String> stray) {
        if (!answer.fits(call) && answer.status() != 404) {
            stray.add(answer.toString());
        }
    }
}
