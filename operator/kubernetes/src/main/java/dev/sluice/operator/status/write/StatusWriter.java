package dev.sluice.operator.status.write;

import dev.sluice.operator.event.ClusterEventSink;
import dev.sluice.operator.event.EventSink;
import dev.sluice.operator.status.Known;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Decides and writes statuses, TrafficPlans and Events, on a thread of its own. What is offered replaces what still waits, so
 * a slow API server makes statuses late, never many. Only the leader has one.
 */
public final class StatusWriter implements AutoCloseable {
    /** So long closing may take for the last checkpoint. */
    static final Duration LAST_CHECKPOINT = Duration.ofSeconds(5);

    /** What comes within it is decided at once; gateways are told meanwhile, which is what people wait for. */
    private static final long TOGETHER_NANOS = 100_000_000;

    private static final long NANOS_BETWEEN_WRITES = 20_000_000;
    private static final long FIRST_BACK_OFF_MILLIS = 1_000;
    private static final long LONGEST_BACK_OFF_MILLIS = 30_000;
    private static final System.Logger LOG = System.getLogger(StatusWriter.class.getName());

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final InstantSource clock;
    private final Round round;
    private final Thread thread;
    private @Nullable Known waiting;
    private long waitingSinceNanos;
    private @Nullable Known newest;
    private boolean closing;
    private volatile long closingAtNanos;

    /** @param clock whose readings are the wall clock that {@link Known#nowMillis()} is in */
    public StatusWriter(KubernetesClient client, InstantSource clock, WriteCounter counter) {
        this(new ClusterStatusApi(client), new ClusterEventSink(client, clock), clock, counter);
    }

    StatusWriter(StatusApi api, EventSink events, InstantSource clock, WriteCounter counter) {
        this.clock = clock;
        this.round = new Round(api, events, counter, this::pause);
        this.thread = Thread.ofPlatform().name("sluice-status").daemon().unstarted(this::run);
    }

    public void start() {
        thread.start();
    }

    /** Never blocks longer than for a handover. */
    public void offer(Known known) {
        lock.lock();
        try {
            if (waiting == null) {
                waitingSinceNanos = System.nanoTime();
            }
            waiting = known;
            newest = known;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Writes the last checkpoint; what cannot be written in {@link #LAST_CHECKPOINT} is lost. */
    @Override
    public void close() {
        lock.lock();
        try {
            closingAtNanos = System.nanoTime();
            closing = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        try {
            if (!thread.join(LAST_CHECKPOINT)) {
                thread.interrupt();
            }
        } catch (InterruptedException e) {
            thread.interrupt();
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        Known last = null;
        Round.Outcome outcome = new Round.Outcome(Long.MAX_VALUE, false);
        long backOffMillis = 0;
        try {
            while (true) {
                backOffMillis = outcome.failed()
                        ? Math.clamp(2 * backOffMillis, FIRST_BACK_OFF_MILLIS, LONGEST_BACK_OFF_MILLIS)
                        : 0;
                Known next = take(last, outcome, backOffMillis);
                if (next == null) {
                    break;
                }
                last = next;
                outcome = round(next, this::newer);
            }
            checkpoint();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Our own mistakes must not end the thread; the next state of the world may be one we can judge. */
    private Round.Outcome round(Known known, BooleanSupplier newer) {
        try {
            return round.run(known, newer);
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.ERROR, "statuses could not be decided; will try again", e);
            return new Round.Outcome(Long.MAX_VALUE, true);
        }
    }

    /** What was offered, or the last again when it is time to look again. Null when closing. */
    private @Nullable Known take(@Nullable Known last, Round.Outcome outcome, long backOffMillis)
            throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long notBeforeNanos = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(backOffMillis);
            while (true) {
                if (closing) {
                    return null;
                }
                long leftNanos = notBeforeNanos - System.nanoTime();
                if (leftNanos > 0) {
                    changed.awaitNanos(leftNanos);
                    continue;
                }
                Known offered = waiting;
                if (offered != null) {
                    long togetherNanos = waitingSinceNanos + TOGETHER_NANOS - System.nanoTime();
                    if (togetherNanos > 0) {
                        changed.awaitNanos(togetherNanos);
                        continue;
                    }
                    waiting = null;
                    return offered;
                }
                long untilMillis = outcome.failed() ? 0 : outcome.nextMillis() - clock.millis();
                if (last != null && untilMillis <= 0) {
                    return last.at(clock.millis());
                }
                changed.awaitNanos(TimeUnit.MILLISECONDS.toNanos(Math.min(untilMillis, LONGEST_BACK_OFF_MILLIS)));
            }
        } finally {
            lock.unlock();
        }
    }

    private void checkpoint() {
        Known known;
        lock.lock();
        try {
            known = newest;
        } finally {
            lock.unlock();
        }
        if (known != null) {
            round(known.at(clock.millis()).checkpointing(), this::late);
        }
    }

    private boolean newer() {
        lock.lock();
        try {
            return closing || waiting != null;
        } finally {
            lock.unlock();
        }
    }

    private boolean late() {
        return System.nanoTime() - closingAtNanos > LAST_CHECKPOINT.toNanos();
    }

    /** At most 50 writes a second, so that a flood of changes leaves the API server room for others. */
    private void pause() {
        if (closingAtNanos == 0) {
            LockSupport.parkNanos(NANOS_BETWEEN_WRITES);
        }
    }
}
