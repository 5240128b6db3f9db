package dev.sluice.engine.routing;

import dev.sluice.contract.observation.Failure;
import dev.sluice.engine.health.ClassHealth;
import dev.sluice.engine.health.EndpointLoad;
import dev.sluice.engine.health.ProviderHealth;
import dev.sluice.engine.model.CompiledEndpoint;
import dev.sluice.engine.model.CompiledProvider;
import dev.sluice.engine.telemetry.TrafficCell;
import org.jspecify.annotations.Nullable;

/** What an attempt's beginning and end mean for load, health and counters. */
final class AttemptRecord {

    private AttemptRecord() {}

    static void begin(
            Exchange x,
            CompiledProvider provider,
            CompiledEndpoint endpoint,
            ProviderHealth health,
            @Nullable ProviderHealth ofClass,
            EndpointLoad load,
            TrafficCell cell,
            long nowNanos) {
        Try t = x.current;
        if (t.underWay) {
            throw new IllegalStateException("an attempt is under way");
        }
        cell.begin(x.attempts == 0 && !x.isFurtherCopy());
        health.begin();
        load.begin();
        x.triedProviders[x.attempts] = provider;
        x.triedEndpoints[x.attempts] = endpoint;
        x.attempts++;
        t.number = x.attempts;
        t.underWay = true;
        t.startNanos = nowNanos;
        t.provider = provider;
        t.endpoint = endpoint;
        t.health = health;
        t.ofClass = ofClass;
        t.load = load;
        t.cell = cell;
        if (x.listener != null) {
            x.listener.begun(t.number, provider, nowNanos);
        }
    }

    static void answered(Exchange x, long picos, long nanos, long nowWindow, long nowNanos) {
        Try t = x.current;
        if (!end(t) || t.cell == null || t.health == null || t.load == null) {
            return;
        }
        x.outcomes = Decision.with(x.outcomes, t.number, Decision.ANSWERED);
        if (x.listener != null) {
            x.listener.answered(t.number, nowNanos);
        }
        t.cell.answered(nanos, nowWindow, picos);
        t.cell.errors().add(false, nowNanos);
        x.spentPicos += picos;
        t.load.answered(nanos, nowNanos);
        t.health.answered(nanos, nowNanos);
        if (t.ofClass != null) {
            t.ofClass.answered(nowNanos);
        }
        ProviderHealth suspect = x.suspect;
        if (suspect != null && suspect != t.health) {
            blame(x, suspect, x.suspectOfClass, suspect.faultConfirmed(), nowNanos);
        }
        x.suspect = null;
    }

    /**
     * Failures that the request itself may have caused (an internal error, HTTP 500) count against the provider's success
     * rate at once, but towards ejection only when another provider answered the same request; else one poisonous request
     * could eject everybody. A block not there yet is not held against anyone.
     */
    static void failed(Exchange x, Failure failure, int status, long retryAfterNanos, long picos, long nowNanos) {
        Try t = x.current;
        if (!end(t) || t.cell == null || t.health == null || t.load == null) {
            return;
        }
        if (x.listener != null) {
            x.listener.failed(t.number, failure, status, nowNanos);
        }
        boolean reached = failure != Failure.CONNECT && failure != Failure.OVERLOADED;
        t.cell.failed(failure, reached ? picos : 0);
        x.spentPicos += reached ? picos : 0;
        x.outcomes = Decision.with(x.outcomes, t.number, Decision.failed(failure));
        x.lastFailure = failure;
        x.lastStatus = status;
        switch (failure) {
            case RESET, TIMEOUT, GARBAGE, SERVER_ERROR, PROVIDER_FAULT, NOT_SYNCED -> x.mayHaveLanded = true;
            case CONNECT, OVERLOADED, RATE_LIMITED, UNAUTHORIZED -> {}
        }
        if (failure == Failure.NOT_SYNCED || failure == Failure.OVERLOADED) {
            return;
        }
        t.cell.errors().add(true, nowNanos);
        t.load.failed(nowNanos - t.startNanos, retryAfterNanos, nowNanos);
        if (t.ofClass != null) {
            t.ofClass.faulted(failure);
        }
        if (failure == Failure.RATE_LIMITED) {
            // It works, at its limit: ejecting it would push the next one over its own.
            t.health.faulted(failure);
            if (x.view != null && t.provider != null) {
                x.view.refused(t.provider, retryAfterNanos, nowNanos);
            }
        } else if (failure == Failure.PROVIDER_FAULT || (failure == Failure.SERVER_ERROR && status == 500)) {
            t.health.faulted(failure);
            x.suspect = t.health;
            x.suspectOfClass = t.ofClass;
        } else {
            blame(x, t.health, t.ofClass, t.health.failed(failure), nowNanos);
        }
    }

    /** Given up for a reason that is not the provider's, so it says nothing of it; what was sent is paid. */
    static void dropped(Exchange x, Try t, long picos, boolean overtaken) {
        if (end(t) && t.cell != null) {
            x.outcomes = Decision.with(x.outcomes, t.number, Decision.GIVEN_UP);
            t.cell.dropped(picos);
            x.spentPicos += picos;
            if (x.listener != null) {
                x.listener.dropped(t.number, overtaken);
            }
        }
    }

    /** Another attempt brought the answer. That this one, begun before it, took longer is known; that it failed is not. */
    static void overtaken(Exchange x, Try t, long picos, long nowNanos) {
        if (t.underWay && t.cell != null && t.load != null) {
            t.cell.overtaken(nowNanos - t.startNanos);
            t.load.answered(nowNanos - t.startNanos, nowNanos);
        }
        dropped(x, t, picos, true);
    }

    /** @return whether it was under way */
    private static boolean end(Try t) {
        if (!t.underWay || t.health == null || t.load == null) {
            return false;
        }
        t.underWay = false;
        t.health.end();
        t.load.end();
        return true;
    }

    private static void blame(
            Exchange x, ProviderHealth health, @Nullable ProviderHealth ofClass, int failuresInRow, long nowNanos) {
        LoopView view = x.view;
        if (view != null) {
            view.serving.pools.get(x.candidates().pool().index()).failed(health, failuresInRow, nowNanos);
            ClassHealth classHealth = view.serving.classHealth(x.candidates());
            if (classHealth != null && ofClass != null) {
                classHealth.failed(ofClass, health, nowNanos);
            }
        }
    }
}
