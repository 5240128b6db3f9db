package dev.sluice.server.kubernetes;

import dev.sluice.contract.codec.CodecException;
import dev.sluice.contract.delivery.Assembly;
import dev.sluice.contract.delivery.CredentialsData;
import dev.sluice.contract.delivery.PlanLease;
import dev.sluice.contract.delivery.SnapshotReader;
import dev.sluice.contract.snapshot.ConfigSnapshot;
import dev.sluice.contract.snapshot.Credentials;
import dev.sluice.server.config.ApplyResult;
import dev.sluice.server.config.ConfigSource;
import dev.sluice.server.kubernetes.LastGood.ReceivedPlan;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Decides what becomes of what was seen of the objects: what is whole goes to the gateway, what serves is kept as files,
 * what stays broken is refused with its reason. Times come as parameters. Called on the source's thread only.
 *
 * <pre>
 *            slots fit                     Served
 *  objects ─────────────▶ handed to gateway ─────▶ kept as files
 *     │ unfit for 2 s, or damaged                     │
 *     └──────▶ refused; the last good one serves ◀────┘ and is started from when nothing came within a second
 * </pre>
 */
final class Intake {
    private static final System.Logger LOG = System.getLogger(Intake.class.getName());
    /** A writer that goes from slot to slot needs a moment; one that died does not come back within it. */
    static final long WRITER_NANOS = 2_000_000_000L;
    /** A refusal can be of the moment (a port still in use), so the same snapshot is offered again. */
    static final long AGAIN_NANOS = 5_000_000_000L;

    private final String gateway;
    private final ConfigSource.Sink sink;
    private final LastGood kept;
    private final Consumer<Set<Integer>> watchSlots;
    private final Executor thread;
    private final SnapshotReader reader = new SnapshotReader();
    private final Map<Integer, Map<String, byte[]>> slots = new HashMap<>();
    private @Nullable Map<String, byte[]> delta;
    private boolean deltaSeen;
    private Credentials credentials = Credentials.NONE;
    private boolean credentialsSeen;
    private Assembly.@Nullable Whole newest;
    private Assembly.@Nullable Whole handed;
    private boolean refused;
    private long handedNanos;
    private Assembly.@Nullable Incomplete unfit;
    private long unfitSinceNanos;
    private boolean unfitTold;
    private @Nullable PlanLease lease;

    /**
     * @param gateway {@code namespace/name}
     * @param watchSlots told which slots matter; may repeat itself
     * @param thread the one this is called on, for what the gateway answers
     */
    Intake(String gateway, ConfigSource.Sink sink, LastGood kept, Consumer<Set<Integer>> watchSlots, Executor thread) {
        this.gateway = gateway;
        this.sink = sink;
        this.kept = kept;
        this.watchSlots = watchSlots;
        this.thread = thread;
    }

    /** @param data null when the Secret does not exist */
    void slot(int slot, @Nullable Map<String, byte[]> data, long nowNanos) {
        if (data == null) {
            slots.remove(slot);
        } else {
            slots.put(slot, data);
        }
        assemble(nowNanos);
    }

    /** @param data null when the Secret does not exist: the slots hold everything */
    void delta(@Nullable Map<String, byte[]> data, long nowNanos) {
        delta = data;
        deltaSeen = true;
        assemble(nowNanos);
    }

    private void assemble(long nowNanos) {
        switch (reader.assemble(slots, delta)) {
            case Assembly.Whole whole -> {
                newest = whole;
                boolean wasTold = unfitTold;
                unfit = null;
                unfitTold = false;
                if (credentialsSeen && deltaSeen && (wasTold || !same(whole, handed))) {
                    handOver(whole, nowNanos);
                }
            }
            case Assembly.Incomplete incomplete -> {
                if (unfit == null) {
                    unfitSinceNanos = nowNanos;
                }
                unfit = incomplete;
                watchSlots.accept(incomplete.slots());
                tellIfItStays(nowNanos);
            }
        }
    }

    /** @param data null when the Secret does not exist, which takes no key away that is in use */
    void credentials(@Nullable Map<String, byte[]> data, long nowNanos) {
        Credentials read = credentials;
        if (data != null) {
            try {
                read = CredentialsData.read(data);
            } catch (CodecException e) {
                LOG.log(System.Logger.Level.WARNING, gateway + ": credentials are not taken: " + e.getMessage());
            }
        }
        boolean changed = !read.equals(credentials);
        credentials = read;
        credentialsSeen = true;
        Assembly.Whole waiting = newest;
        if (waiting != null && deltaSeen && !same(waiting, handed)) {
            handOver(waiting, nowNanos);
        } else if (changed && handed != null) {
            sink.apply(read).onComplete(done -> thread.execute(() -> kept.keep(credentials)));
            tellAgain();
        }
    }

    /** @param data null when the ConfigMap does not exist: the plan in force ends by its TTL */
    void plan(@Nullable Map<String, String> data, long nowMillis) {
        if (data == null) {
            return;
        }
        try {
            PlanLease read = PlanLease.read(data);
            if (!read.plan().gateway().equals(gateway)) {
                throw new CodecException("it is for " + read.plan().gateway());
            }
            // The same again is a watch that began anew, not a writer that lives.
            if (!read.equals(lease)) {
                lease = read;
                sink.apply(read.plan());
                kept.keep(new ReceivedPlan(read, nowMillis));
            }
        } catch (CodecException e) {
            LOG.log(System.Logger.Level.WARNING, gateway + ": the plan is not taken: " + e.getMessage());
        }
    }

    /** A second has passed: what has not come until now is taken from the files. */
    void startWithoutTheRest(long nowMillis, long nowNanos) {
        if (!credentialsSeen) {
            credentials = kept.credentials().orElse(Credentials.NONE);
            credentialsSeen = true;
        }
        deltaSeen = true;
        Assembly.Whole seen = newest;
        if (handed == null && seen != null) {
            handOver(seen, nowNanos);
        } else if (handed == null) {
            kept.snapshot().filter(s -> s.snapshot().gateway().equals(gateway)).ifPresent(s -> {
                LOG.log(
                        System.Logger.Level.INFO,
                        gateway + ": starting from the last good snapshot " + text(s.snapshot()));
                handOver(s, nowNanos);
            });
        }
        if (lease == null) {
            kept.plan().ifPresent(p -> {
                lease = p.lease();
                sink.apply(p.lease().plan(), Math.max(0, nowMillis - p.receivedAtMillis()) * 1_000_000);
            });
        }
    }

    /** To be called about once a second. */
    void tick(long nowNanos) {
        tellIfItStays(nowNanos);
        Assembly.Whole last = handed;
        if (refused && unfit == null && last != null && nowNanos - handedNanos >= AGAIN_NANOS) {
            handOver(last, nowNanos);
        }
    }

    private void tellIfItStays(long nowNanos) {
        Assembly.Incomplete now = unfit;
        if (now == null || unfitTold) {
            return;
        }
        boolean damaged = now.reason() == Assembly.Reason.CORRUPTED || now.reason() == Assembly.Reason.UNREADABLE;
        if (damaged || nowNanos - unfitSinceNanos >= WRITER_NANOS) {
            unfitTold = true;
            LOG.log(System.Logger.Level.WARNING, gateway + ": the last good snapshot stays: " + now.message());
            sink.refuse(now.message());
        }
    }

    private void handOver(Assembly.Whole whole, long nowNanos) {
        ConfigSnapshot snapshot = whole.snapshot();
        handed = whole;
        handedNanos = nowNanos;
        sink.apply(snapshot, credentials)
                .onSuccess(result -> thread.execute(() -> outcome(whole, result)))
                .onFailure(e -> LOG.log(
                        System.Logger.Level.ERROR,
                        gateway + ": snapshot " + text(snapshot) + " could not be taken over",
                        e));
        tellAgain();
    }

    /** What serves anew ends a refusal, but the objects are as broken as before. */
    private void tellAgain() {
        Assembly.Incomplete still = unfit;
        if (still != null && unfitTold) {
            sink.refuse(still.message());
        }
    }

    private void outcome(Assembly.Whole whole, ApplyResult result) {
        ConfigSnapshot snapshot = whole.snapshot();
        boolean last = same(whole, handed);
        switch (result) {
            case ApplyResult.Served served -> {
                refused = last ? false : refused;
                kept.keep(whole);
                kept.keep(credentials);
                LOG.log(System.Logger.Level.INFO, gateway + ": serving snapshot " + text(snapshot));
            }
            case ApplyResult.Refused no -> {
                refused = last ? true : refused;
                LOG.log(
                        System.Logger.Level.WARNING,
                        gateway + ": snapshot " + text(snapshot) + " is refused: " + no.reasons());
            }
        }
    }

    private static boolean same(Assembly.Whole whole, Assembly.@Nullable Whole other) {
        return other != null && whole.snapshot().equals(other.snapshot());
    }

    private static String text(ConfigSnapshot snapshot) {
        return snapshot.epoch() + "/" + snapshot.revision();
    }
}
