package dev.sluice.engine.routing;

import dev.sluice.engine.health.ClassHealth;
import dev.sluice.engine.health.ProviderHealth;
import dev.sluice.engine.model.CandidateSet;
import dev.sluice.engine.model.CandidateSet.Candidate;
import dev.sluice.engine.model.RuntimeModel;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which candidates may take an attempt, and with which share. Hard constraints were applied when the set was compiled;
 * here capabilities of mixed batches, what is withheld, priority, health, circuit, quota and slow start follow, in that order. A share of 0, by the
 * plan or as declared weight, is never used, not even for retries: that is how a provider is drained.
 *
 * <p>The result is scratch space of this instance, which belongs to one event loop.
 */
final class CandidateFilter {
    private static final int EXPLORATION_PPM = 20_000;

    private final Headroom headroom = new Headroom();
    private final PriorityLevels levels = new PriorityLevels();
    private int[] sharesPpm = new int[16];
    private @Nullable Removal[] removedBy = new Removal[16];
    private boolean[] usable = new boolean[16];
    private boolean[] hasRoom = new boolean[16];
    private int size;
    private @Nullable ClassHealth ofClass;

    /** By candidate; 0 is out. Valid until the next call. */
    int[] sharesPpm() {
        return sharesPpm;
    }

    /** What took a candidate out of a first attempt; null for who is left. Valid until the next call. */
    @Nullable
    Removal removedBy(int candidate) {
        return removedBy[candidate];
    }

    /** Whether health is ignored. Valid until the next call. */
    boolean isPanic() {
        return levels.panic();
    }

    /** Of those who might have served by all but how much they have in flight. Valid until the next call. */
    Headroom headroom() {
        return headroom;
    }

    /** @return PICKED when somebody is left */
    Pick first(LoopView view, CandidateSet set, long nowNanos) {
        Serving serving = view.serving;
        int[] planned = serving.plannedPpm(set, nowNanos);
        if (start(planned == null ? serving.declaredPpm(set, nowNanos) : planned, serving, set) == 0) {
            return Pick.NO_CANDIDATE;
        }
        levels.weigh(set, planned != null, sharesPpm, usable);
        boolean nobodyHealthy = levels.panic() && set.pool().pool().panicThresholdPercent() == 0;
        List<Candidate> candidates = set.candidates();
        int left = 0;
        for (int i = 0; i < size; i++) {
            if (sharesPpm[i] == 0) {
                continue;
            }
            if (!levels.admits(candidates.get(i), true)) {
                drop(i, Removal.PRIORITY);
            } else if (!usable[i] && (nobodyHealthy || !levels.admits(candidates.get(i), false))) {
                drop(i, Removal.HEALTH);
            } else if (!view.permits(candidates.get(i).provider(), nowNanos)) {
                drop(i, Removal.QUOTA);
            } else if (isBusy(serving, set, i)) {
                drop(i, Removal.CIRCUIT);
            } else {
                left++;
            }
        }
        if (nobodyHealthy) {
            return Pick.NO_HEALTHY;
        }
        preferRoom(view, candidates, nowNanos);
        levels.spread(set, sharesPpm);
        for (int i = 0; i < size; i++) {
            sharesPpm[i] = slowly(sharesPpm[i], slowStartPpm(serving, candidates, i, nowNanos));
        }
        return left > 0 ? Pick.PICKED : Pick.OVERLOADED;
    }

    private void drop(int candidate, Removal by) {
        sharesPpm[candidate] = 0;
        removedBy[candidate] = by;
    }

    /**
     * For a retry all priorities count; each preference holds only as long as it leaves somebody.
     *
     * @param newest model served now, which may be another than the one the request began under
     */
    Pick retry(LoopView view, Exchange x, RuntimeModel newest, long nowNanos) {
        Serving serving = view.serving;
        CandidateSet set = x.candidates();
        int[] planned = serving.plannedPpm(set, nowNanos);
        if (start(planned == null ? serving.declaredPpm(set, nowNanos) : planned, serving, set) == 0) {
            return Pick.NO_CANDIDATE;
        }
        if (newest != serving.model && !Superseded.strike(newest, set, sharesPpm)) {
            return Pick.NO_CANDIDATE;
        }
        List<Candidate> candidates = set.candidates();
        boolean anyUsable = false;
        boolean anyFree = false;
        for (int i = 0; i < size; i++) {
            if (sharesPpm[i] > 0 && isFull(view, set, i, nowNanos)) {
                sharesPpm[i] = 0;
            }
            anyFree |= sharesPpm[i] > 0;
            anyUsable |= sharesPpm[i] > 0 && usable[i];
        }
        if (!anyFree) {
            return Pick.OVERLOADED;
        }
        if (!anyUsable && set.pool().pool().panicThresholdPercent() == 0) {
            return Pick.NO_HEALTHY;
        }
        if (anyUsable) {
            for (int i = 0; i < size; i++) {
                sharesPpm[i] = usable[i] ? sharesPpm[i] : 0;
            }
        }
        preferRoom(view, candidates, nowNanos);
        preferUntried(x, candidates);
        preferOtherOrganization(x, candidates);
        preferOtherDomain(x, candidates);
        preferLowPriority(planned != null, candidates);
        return Pick.PICKED;
    }

    private int start(int[] shares, Serving serving, CandidateSet set) {
        headroom.reset();
        size = shares.length;
        if (sharesPpm.length < size) {
            sharesPpm = new int[size * 2];
            removedBy = new Removal[size * 2];
            usable = new boolean[size * 2];
            hasRoom = new boolean[size * 2];
        }
        int left = 0;
        ofClass = serving.classHealth(set);
        for (int i = 0; i < size; i++) {
            sharesPpm[i] = shares[i];
            removedBy[i] = null;
            ProviderHealth health = health(serving, set.candidates(), i);
            usable[i] = health.isUsable()
                    && (ofClass == null || ofClass.candidate(i).isUsable());
            if (shares[i] == 0) {
                drop(i, Removal.SHARE);
            } else if (health.isWithheld()) {
                drop(i, Removal.WITHHELD);
            } else {
                left++;
            }
        }
        return left;
    }

    /** Who has refused others lately is spared, as long as somebody else is left. */
    private void preferRoom(LoopView view, List<Candidate> candidates, long nowNanos) {
        boolean room = false;
        for (int i = 0; i < size; i++) {
            hasRoom[i] = sharesPpm[i] > 0 && view.hasRoom(candidates.get(i).provider(), nowNanos);
            room |= hasRoom[i];
        }
        for (int i = 0; i < size && room; i++) {
            if (sharesPpm[i] > 0 && !hasRoom[i]) {
                drop(i, Removal.RATE);
            }
        }
    }

    private void preferUntried(Exchange x, List<Candidate> candidates) {
        boolean untriedProvider = false;
        boolean untriedEndpoint = false;
        for (int i = 0; i < size; i++) {
            untriedProvider |= sharesPpm[i] > 0 && !x.hasTried(candidates.get(i).provider());
            untriedEndpoint |=
                    sharesPpm[i] > 0 && x.hasUntriedEndpoint(candidates.get(i).provider());
        }
        for (int i = 0; i < size; i++) {
            boolean preferred = untriedProvider
                    ? !x.hasTried(candidates.get(i).provider())
                    : !untriedEndpoint || x.hasUntriedEndpoint(candidates.get(i).provider());
            sharesPpm[i] = preferred ? sharesPpm[i] : 0;
        }
    }

    /** Of a write that is broadcast; other retries go by failure domain alone. */
    private void preferOtherOrganization(Exchange x, List<Candidate> candidates) {
        Copies copies = x.copies;
        boolean other = false;
        for (int i = 0; i < size && copies != null; i++) {
            other |= sharesPpm[i] > 0
                    && !copies.hasOrganizationOf(candidates.get(i).provider());
        }
        for (int i = 0; i < size && copies != null && other; i++) {
            sharesPpm[i] = copies.hasOrganizationOf(candidates.get(i).provider()) ? 0 : sharesPpm[i];
        }
    }

    private void preferOtherDomain(Exchange x, List<Candidate> candidates) {
        boolean other = false;
        for (int i = 0; i < size; i++) {
            other |= sharesPpm[i] > 0
                    && !x.hasTriedDomain(candidates.get(i).provider().failureDomain());
        }
        for (int i = 0; i < size && other; i++) {
            sharesPpm[i] = x.hasTriedDomain(candidates.get(i).provider().failureDomain()) ? 0 : sharesPpm[i];
        }
    }

    private void preferLowPriority(boolean planned, List<Candidate> candidates) {
        int lowest = Integer.MAX_VALUE;
        for (int i = 0; i < size; i++) {
            lowest = sharesPpm[i] > 0 ? Math.min(lowest, candidates.get(i).priority()) : lowest;
        }
        for (int i = 0; i < size && !planned; i++) {
            sharesPpm[i] = candidates.get(i).priority() == lowest ? sharesPpm[i] : 0;
        }
    }

    /** Because its quota has no room now, or by its circuit breaker or concurrency limit. */
    private boolean isFull(LoopView view, CandidateSet set, int i, long nowNanos) {
        return !view.permits(set.candidates().get(i).provider(), nowNanos) || isBusy(view.serving, set, i);
    }

    private boolean isBusy(Serving serving, CandidateSet set, int i) {
        return headroom.isFull(
                health(serving, set.candidates(), i),
                set.pool().pool().circuitBreaker().maxRequests());
    }

    /** A share that is only there to see whether a provider is well again is left whole, or nobody would ever know. */
    private static int slowly(int ppm, int slowStartPpm) {
        int small = Math.min(ppm, EXPLORATION_PPM);
        return ppm == 0 ? 0 : (int) Math.max(small, (long) ppm * slowStartPpm / 1_000_000);
    }

    private int slowStartPpm(Serving serving, List<Candidate> candidates, int i, long nowNanos) {
        int ofProvider = health(serving, candidates, i).slowStartPpm(nowNanos);
        return ofClass == null
                ? ofProvider
                : Math.min(ofProvider, ofClass.candidate(i).slowStartPpm(nowNanos));
    }

    private static ProviderHealth health(Serving serving, List<Candidate> candidates, int i) {
        return serving.providers.get(candidates.get(i).provider().index());
    }
}
