package dev.sluice.e2e.operator.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Clients that each ask, wait for the answer and ask again at a steady pace, over a connection they keep. Nothing is tried again
 * but, where allowed, once per request what was closed before the first byte of an answer.
 */
public final class Load implements AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final int CLIENTS = 8;
    private static final long PAUSE_NANOS = 80_000_000;

    private final InetSocketAddress target;
    private final Call call;
    private final boolean mayRetryClosed;
    private final Tally tally = new Tally();
    private final List<Thread> clients = new ArrayList<>();
    private volatile boolean ended;

    private Load(InetSocketAddress target, Call call, boolean mayRetryClosed) {
        this.target = target;
        this.call = call;
        this.mayRetryClosed = mayRetryClosed;
    }

    /** About 100 requests a second. */
    public static Load of(InetSocketAddress target, Call call) {
        return new Load(target, call, false).begin();
    }

    /** The same by clients that try once more what was closed before the first byte of an answer. */
    public static Load retryingClosed(InetSocketAddress target, Call call) {
        return new Load(target, call, true).begin();
    }

    private Load begin() {
        for (int i = 0; i < CLIENTS; i++) {
            clients.add(Thread.ofVirtual().start(this::client));
        }
        return this;
    }

    public long answered() {
        return tally.answered();
    }

    /** Returns after so many more good answers, or throws when they do not come. */
    public void untilAnswered(long more) {
        long wanted = answered() + more;
        long deadline = System.nanoTime() + Duration.ofMinutes(1).toNanos();
        while (answered() < wanted) {
            assertTrue(System.nanoTime() < deadline, () -> "answers stopped coming: " + tally.report());
            LockSupport.parkNanos(PAUSE_NANOS / 4);
        }
    }

    /** Ends the load; not one request may have failed. */
    public LoadReport endWithoutFailure(String what) {
        LoadReport report = end();
        System.out.printf("figure: %s: %s%n", what, report);
        assertEquals(0, report.failed(), what + ": " + report);
        assertTrue(report.answered() > 0, what + ": nothing was asked");
        return report;
    }

    public LoadReport end() {
        close();
        return tally.report();
    }

    private void client() {
        Connection connection = null;
        while (!ended) {
            long begun = System.nanoTime();
            connection = ask(connection, begun);
            LockSupport.parkNanos(PAUSE_NANOS - (System.nanoTime() - begun));
        }
        if (connection != null) {
            connection.close();
        }
    }

    /** @return the connection to go on with; null for a new one */
    private @Nullable Connection ask(@Nullable Connection kept, long begun) {
        Connection connection = kept;
        for (int attempt = 0; ; attempt++) {
            try {
                connection = connection == null ? new Connection(target, TIMEOUT) : connection;
                Answer answer = connection.ask(call);
                if (answer.fits(call)) {
                    tally.answered(System.nanoTime() - begun);
                } else {
                    tally.failed("status " + answer.status(), answer.body());
                }
                if (!answer.closes()) {
                    return connection;
                }
                connection.close();
                return null;
            } catch (IOException e) {
                if (connection != null) {
                    connection.close();
                    connection = null;
                }
                boolean again = mayRetryClosed && attempt == 0 && e instanceof Connection.ClosedBeforeAnswer;
                if (!again) {
                    tally.failed(e.getClass().getSimpleName(), String.valueOf(e.getMessage()));
                    return null;
                }
                tally.triedAgain();
            }
        }
    }

    @Override
    public void close() {
        ended = true;
        for (Thread client : clients) {
            try {
                client.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while a load ended", e);
            }
        }
    }
}
