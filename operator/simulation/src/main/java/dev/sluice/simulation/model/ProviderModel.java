package dev.sluice.simulation.model;

import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * An honest provider. Its only state is its queue, kept as the moment when the work accepted so far will be done: a
 * fluid queue, so latency grows with load and a full queue sheds, without an event per request. Owned by one thread.
 */
public final class ProviderModel implements Behaviour {
    private static final int INTERNAL_ERROR = -32603;
    private static final double NANOS_PER_SECOND = 1e9;

    private final ProviderProfile profile;
    private final FaultTimeline faults;
    private final RandomGenerator random;
    private long busyUntilNanos;

    public ProviderModel(ProviderProfile profile, FaultTimeline faults, RandomGenerator random) {
        this.profile = profile;
        this.faults = faults;
        this.random = random;
    }

    @Override
    public Response respond(Request request, long nowNanos) {
        return respond(request, nowNanos, Impairment.NONE);
    }

    /** The same with more wrong than the timeline says: what a test switches on by hand. */
    public Response respond(Request request, long nowNanos, Impairment more) {
        Chance chance = Chance.draw(random);
        Impairment now = faults.at(nowNanos).and(more);

        Outcome fault = fault(now, chance);
        if (fault != null) {
            // Failing needs no work, which is why a failing provider looks idle to least-connections.
            long quick = (long) (profile.latency().floorNanos() * now.latencyFactor());
            return new Response(quick + now.addedNanos(), fault);
        }
        long waitNanos = enqueue(request, now, nowNanos);
        if (waitNanos > profile.queueNanos()) {
            return new Response(profile.latency().floorNanos(), new Outcome.HttpError(503, 1));
        }
        long nanos = profile.latency().sampleNanos(chance.normal(), chance.tail(), request.work());
        return new Response(
                waitNanos + (long) (nanos * now.latencyFactor()) + now.addedNanos(),
                new Outcome.Answer(profile.lagBlocks() + now.lagBlocks(), now.wrongChain()));
    }

    private @Nullable Outcome fault(Impairment now, Chance chance) {
        if (chance.error() * Chance.WHOLE < profile.errorPpm()) {
            return new Outcome.HttpError(500, 0);
        }
        double left = chance.fault() * Chance.WHOLE;
        if ((left -= now.silencePpm()) < 0) {
            return new Outcome.Silence();
        }
        if ((left -= now.resetPpm()) < 0) {
            return new Outcome.Reset();
        }
        if ((left -= now.errorPpm()) < 0) {
            return new Outcome.HttpError(now.status(), now.retryAfterSeconds());
        }
        if (left - now.rpcErrorPpm() < 0) {
            return new Outcome.RpcError(INTERNAL_ERROR, "internal error");
        }
        return null;
    }

    /** How long the request waits for its turn. More than the longest queue means it was not taken. */
    private long enqueue(Request request, Impairment now, long nowNanos) {
        double unitsPerSecond = Math.max(1, (double) profile.unitsPerSecond() * now.capacityPpm() / Chance.WHOLE);
        long waitNanos = Math.max(0, busyUntilNanos - nowNanos);
        if (waitNanos <= profile.queueNanos()) {
            busyUntilNanos = nowNanos + waitNanos + (long) (request.work() * NANOS_PER_SECOND / unitsPerSecond);
        }
        return waitNanos;
    }
}
