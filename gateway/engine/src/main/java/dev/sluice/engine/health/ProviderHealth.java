package dev.sluice.engine.health;

import dev.sluice.contract.observation.Failure;
import dev.sluice.contract.observation.ProviderSight;
import dev.sluice.contract.observation.ProviderSight.Billed;
import dev.sluice.contract.observation.ProviderSight.Health;
import dev.sluice.contract.snapshot.HealthCheck;
import dev.sluice.contract.snapshot.Pool;
import dev.sluice.engine.limits.Gradient2Limit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * What this gateway knows of a provider, whichever route or pool it was learned through. Lives as long as the provider is
 * in the model, by id. Reading and counting take no locks; the rare changes of state do. Long, since all changes of one state stand here.
 *
 * <pre>
 *              failures in a row, or success rate far below the mean
 *    in use ────────────────────────────────────────────────────────▶ ejected
 *      ▲  ▲                                                              │ time is up, and then a good probe
 *      │  └──────────────────────── slow start ◀─────────────────────────┘ (without a health check: time is up)
 *      │ healthyThreshold probes, slow start
 *      ▼ unhealthyThreshold probes
 *   unhealthy
 * </pre>
 */
public final class ProviderHealth {
    /** Over which a provider that came back takes up its share again. */
    public static final long SLOW_START_NANOS = 30_000_000_000L;

    /** In use for so long, one past ejection is forgotten. */
    private static final long FORGET_NANOS = 30_000_000_000L;

    private static final int PROBES_REMEMBERED = 8;
    private static final long MAX_HEAD = 1_000_000_000_000L;
    private static final long MAX_HEAD_JUMP = 10_000_000L;
    private static final int SLOW_START_PPM = 100_000;
    private static final int WHOLE_PPM = 1_000_000;
    private static final long ANSWER_RESOLUTION_NANOS = 50_000_000L;

    private final String id;
    private final AtomicInteger inFlight = new AtomicInteger();
    private final AtomicInteger failuresInRow = new AtomicInteger();
    private final LongAdder successes = new LongAdder();
    private final LongAdder failures = new LongAdder();

    private volatile @Nullable HealthCheck check;
    private volatile Health active = Health.UNKNOWN;
    private volatile boolean ejected;
    private volatile boolean slowStarting;
    private volatile long slowStartNanos;
    private volatile long lastAnswerNanos;
    private volatile boolean answeredOnce;
    private volatile @Nullable String lastError;
    private volatile long headBlock = -1;
    private volatile @Nullable String withheld;
    private volatile @Nullable Gradient2Limit concurrency;

    private long ejectedUntilNanos;
    private long inUseSinceNanos;
    private int ejectionsInRow;
    private long ejections;
    private long probes;
    private long probeFailures;
    private Billed billed = Billed.NONE;
    private int probesInRow;
    private boolean probedOnce;
    private long lastProbeNanos;
    private boolean probing;
    private @Nullable Long probeNanos;

    public ProviderHealth(String id) {
        this.id = id;
    }

    public String id() {
        return id;
    }

    /** Takes over a new model's health check; what is known stays, unless there is nothing left to find it out by. */
    public synchronized void configure(@Nullable HealthCheck newCheck) {
        check = newCheck;
        if (newCheck == null) {
            active = active == Health.UNHEALTHY ? Health.UNKNOWN : active;
        }
    }

    /** Takes over the bounds of a limit that is learned; null for none. */
    public synchronized void limitConcurrency(Pool.@Nullable ConcurrencyLimit bounds, long nowNanos) {
        Gradient2Limit known = concurrency;
        if (bounds == null) {
            concurrency = null;
        } else if (known == null) {
            concurrency = new Gradient2Limit(bounds, nowNanos);
        } else {
            known.bounds(bounds);
        }
    }

    /** How many requests may be in flight, as far as it was learned. */
    public int concurrencyLimit() {
        Gradient2Limit learned = concurrency;
        return learned == null ? Integer.MAX_VALUE : learned.limit();
    }

    /** Keeps it out of use for a reason that is not measured, without secrets; null lets it in again. */
    public void withhold(@Nullable String why) {
        withheld = why;
    }

    /** Withheld providers are not asked even in panic. */
    public boolean isWithheld() {
        return withheld != null;
    }

    /** Whether health lets requests through. */
    public boolean isUsable() {
        return !ejected && active != Health.UNHEALTHY && withheld == null;
    }

    public boolean isEjected() {
        return ejected;
    }

    /** The part of its share it may take: all, or less while it comes back. */
    public int slowStartPpm(long nowNanos) {
        if (!slowStarting) {
            return WHOLE_PPM;
        }
        long elapsed = Math.max(0, nowNanos - slowStartNanos);
        if (elapsed >= SLOW_START_NANOS) {
            slowStarting = false;
            return WHOLE_PPM;
        }
        return SLOW_START_PPM + (int) ((WHOLE_PPM - SLOW_START_PPM) * elapsed / SLOW_START_NANOS);
    }

    public int inFlight() {
        return inFlight.get();
    }

    public void begin() {
        inFlight.incrementAndGet();
    }

    public void end() {
        inFlight.decrementAndGet();
    }

    /** An attempt that has ended gave an answer. @param nanos it took */
    public void answered(long nanos, long nowNanos) {
        Gradient2Limit learning = concurrency;
        if (learning != null) {
            learning.answered(nanos, inFlight() + 1, nowNanos);
        }
        answered(nowNanos);
    }

    public void answered(long nowNanos) {
        successes.increment();
        if (failuresInRow.get() != 0) {
            failuresInRow.set(0);
        }
        // Written seldom, since every loop reads it from its cache.
        if (!answeredOnce || nowNanos - lastAnswerNanos > ANSWER_RESOLUTION_NANOS) {
            lastAnswerNanos = nowNanos;
            answeredOnce = true;
            if (active == Health.UNKNOWN) {
                knowHealthy();
            }
        }
    }

    /** @return failures in a row, this one included */
    public int failed(Failure failure) {
        failures.increment();
        lastError = failure.name();
        return failuresInRow.incrementAndGet();
    }

    /** A failure that the request itself may have caused. */
    public void faulted(Failure failure) {
        failures.increment();
        lastError = failure.name();
    }

    /** It did not: another provider answered the same request. @return failures in a row, this one included */
    public int faultConfirmed() {
        return failuresInRow.incrementAndGet();
    }

    /** Failures in a row so far had a reason that does not count. */
    void forgive() {
        failuresInRow.set(0);
    }

    public int failuresInRow() {
        return failuresInRow.get();
    }

    long successes() {
        return successes.sum();
    }

    long failures() {
        return failures.sum();
    }

    /** @return whether it was not ejected before */
    synchronized boolean eject(long baseNanos, long maxNanos, long nowNanos) {
        if (ejected) {
            return false;
        }
        ejectionsInRow++;
        ejections++;
        long nanos = Math.min(maxNanos, baseNanos * Math.min(ejectionsInRow, 1_000));
        ejectedUntilNanos = nowNanos + nanos;
        failuresInRow.set(0);
        ejected = true;
        return true;
    }

    /** Ends an ejection that needs no probe, and forgets past ones while it does well. */
    public synchronized void tick(long nowNanos) {
        if (ejected && check == null && nowNanos - ejectedUntilNanos >= 0) {
            readmit(nowNanos);
        } else if (!ejected && ejectionsInRow > 0 && nowNanos - inUseSinceNanos >= FORGET_NANOS) {
            ejectionsInRow--;
            inUseSinceNanos = nowNanos;
        }
    }

    /** Whether a probe should be sent now; from then on it is under way until {@link #probed}. */
    public synchronized boolean beginProbe(long nowNanos) {
        HealthCheck wanted = check;
        if (wanted == null || withheld != null || (probing && !isLost(wanted, nowNanos))) {
            return false;
        }
        boolean probedLately = probedOnce && nowNanos - lastProbeNanos < wanted.intervalNanos();
        boolean answeredLately = isUsable() && answeredOnce && nowNanos - lastAnswerNanos < wanted.intervalNanos();
        if (probedLately || answeredLately) {
            return false;
        }
        probing = true;
        probedOnce = true;
        lastProbeNanos = nowNanos;
        return true;
    }

    /** A probe whose result should have come long ago is not waited for. */
    private boolean isLost(HealthCheck wanted, long nowNanos) {
        return nowNanos - lastProbeNanos > wanted.intervalNanos() + 2 * wanted.timeoutNanos();
    }

    /** A probe was a request that costs so much. */
    public synchronized void billed(long costPicos) {
        billed = billed.plus(costPicos);
    }

    /** @param failure null for a good answer */
    public synchronized void probed(@Nullable Failure failure, long nowNanos) {
        HealthCheck wanted = check;
        probing = false;
        probes++;
        boolean good = failure == null;
        if (good) {
            probeNanos = faded(probeNanos, nowNanos - lastProbeNanos);
        }
        probesInRow = good == (probesInRow > 0) ? probesInRow + (good ? 1 : -1) : good ? 1 : -1;
        if (!good) {
            probeFailures++;
            lastError = "probe: " + failure;
        }
        if (wanted == null) {
            return;
        }
        if (good) {
            lastAnswerNanos = nowNanos;
            answeredOnce = true;
            if (ejected && nowNanos - ejectedUntilNanos >= 0) {
                readmit(nowNanos);
            }
            if (active == Health.UNHEALTHY && probesInRow >= wanted.healthyThreshold()) {
                active = Health.HEALTHY;
                startSlowly(nowNanos);
            } else if (active == Health.UNKNOWN) {
                active = Health.HEALTHY;
            }
        } else if (-probesInRow >= wanted.unhealthyThreshold()) {
            active = Health.UNHEALTHY;
        }
    }

    /**
     * Newest block it has shown; lower ones are ignored, and those that no chain has reached, or that are further than a chain
     * moves while anybody looks, are no progress but a lie. From zero, where a node is that has yet to sync, it may go anywhere.
     */
    public void sawHead(long block) {
        if (block > headBlock) {
            raiseHead(block);
        }
    }

    /** Negative where it has shown none. */
    public long headBlock() {
        return headBlock;
    }

    private synchronized void raiseHead(long block) {
        if (block <= MAX_HEAD && (headBlock <= 0 || block - headBlock <= MAX_HEAD_JUMP)) {
            headBlock = Math.max(headBlock, block);
        }
    }

    public synchronized ProviderSight sight() {
        String why = withheld;
        Gradient2Limit learned = concurrency;
        Health health = why != null ? Health.UNHEALTHY : ejected ? Health.EJECTED : active;
        return new ProviderSight(
                id,
                health,
                inFlight(),
                probes,
                probeFailures,
                ejections,
                headBlock,
                probeNanos,
                billed,
                why != null ? why : lastError,
                learned == null ? null : learned.limit());
    }

    private static long faded(@Nullable Long before, long nanos) {
        return before == null ? nanos : before + (nanos - before) / PROBES_REMEMBERED;
    }

    private synchronized void knowHealthy() {
        active = active == Health.UNKNOWN ? Health.HEALTHY : active;
    }

    private void readmit(long nowNanos) {
        startSlowly(nowNanos);
        failuresInRow.set(0);
        inUseSinceNanos = nowNanos;
        ejected = false;
    }

    private void startSlowly(long nowNanos) {
        slowStartNanos = nowNanos;
        slowStarting = true;
    }
}
