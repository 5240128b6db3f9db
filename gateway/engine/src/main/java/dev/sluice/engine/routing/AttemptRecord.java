package dev.sluice.engine.routing;

import dev.sluice.contract.observation.Failure;
import dev.sluice.engine.health.EndpointLoad;
import dev.sluice.engine.health.ProviderHealth;
import dev.sluice.engine.model.CompiledEndpoint;
import dev.sluice.engine.model.CompiledProvider;
import dev.sluice.engine.telemetry.TrafficCell;

/** What an attempt's beginning and end mean for load, health and counters. */
final class AttemptRecord {

    private AttemptRecord() {}

    static void begin(
            Exchange x,
            CompiledProvider provider,
            CompiledEndpoint endpoint,
            ProviderHealth health,
            EndpointLoad load,
            TrafficCell cell,
            long nowNanos) {
        if (x.attemptUnderWay) {
            throw new IllegalStateException("an attempt is under way");
        }
        cell.begin(x.attempts == 0);
        health.begin();
        load.begin();
        x.triedProviders[x.attempts] = provider;
        x.triedEndpoints[x.attempts] = endpoint;
        x.attempts++;
        x.attemptUnderWay = true;
        x.attemptNanos = nowNanos;
        x.provider = provider;
        x.endpoint = endpoint;
        x.health = health;
        x.load = load;
        x.cell = cell;
    }

    static void answered(Exchange x, long picos, long nanos, long nowWindow, long nowNanos) {
        if (!end(x) || x.cell == null || x.health == null || x.load == null) {
            return;
        }
        x.cell.answered(nanos, nowWindow, picos);
        x.load.answered(nanos, nowNanos);
        x.health.answered(nowNanos);
        ProviderHealth suspect = x.suspect;
        if (suspect != null && suspect != x.health) {
            blame(x, suspect, suspect.faultConfirmed(), nowNanos);
        }
        x.suspect = null;
    }

    /**
     * Failures that the request itself may have caused (an internal error, HTTP 500) count against the provider's success
     * rate at once, but towards ejection only when another provider answered the same request; else one poisonous request
     * could eject everybody. A block not there yet is not held against anyone.
     */
    static void failed(Exchange x, Failure failure, int status, long retryAfterNanos, long picos, long nowNanos) {
        if (!end(x) || x.cell == null || x.health == null || x.load == null) {
            return;
        }
        boolean reached = failure != Failure.CONNECT && failure != Failure.OVERLOADED;
        x.cell.failed(failure, reached ? picos : 0);
        x.lastFailure = failure;
        x.lastStatus = status;
        switch (failure) {
            case RESET, TIMEOUT, GARBAGE, SERVER_ERROR, PROVIDER_FAULT, NOT_SYNCED -> x.mayHaveLanded = true;
            case CONNECT, OVERLOADED, RATE_LIMITED, UNAUTHORIZED -> {}
        }
        if (failure == Failure.NOT_SYNCED || failure == Failure.OVERLOADED) {
            return;
        }
        x.load.failed(nowNanos - x.attemptNanos, retryAfterNanos, nowNanos);
        if (failure == Failure.PROVIDER_FAULT || (failure == Failure.SERVER_ERROR && status == 500)) {
            x.health.faulted(failure);
            x.suspect = x.health;
        } else {
            blame(x, x.health, x.health.failed(failure), nowNanos);
        }
    }

    /** @return whether an attempt was under way */
    static boolean end(Exchange x) {
        if (!x.attemptUnderWay || x.health == null || x.load == null) {
            return false;
        }
        x.attemptUnderWay = false;
        x.health.end();
        x.load.end();
        return true;
    }

    private static void blame(Exchange x, ProviderHealth health, int failuresInRow, long nowNanos) {
        LoopView view = x.view;
        if (view != null) {
            view.serving.pools.get(x.candidates().pool().index()).failed(health, failuresInRow, nowNanos);
        }
    }
}
