package dev.sluice.engine.routing;

import dev.sluice.contract.snapshot.Pool;
import dev.sluice.engine.health.ProviderHealth;
import dev.sluice.engine.model.CandidateSet;
import dev.sluice.engine.model.CandidateSet.Candidate;
import dev.sluice.engine.model.RuntimeModel;
import java.util.List;

/**
 * Which candidates may take an attempt, and with which share. Hard constraints were applied when the set was compiled;
 * here capabilities of mixed batches, what is withheld, priority, health, circuit, quota and slow start follow, in that order. A share of 0, by the
 * plan or as declared weight, is never used, not even for retries: that is how a provider is drained.
 *
 * <p>The result is scratch space of this instance, which belongs to one event loop.
 */
final class CandidateFilter {
    private static final int EXPLORATION_PPM = 20_000;

    private int[] sharesPpm = new int[16];
    private int size;
    private boolean panic;

    /** By candidate; 0 is out. Valid until the next call. */
    int[] sharesPpm() {
        return sharesPpm;
    }

    /** @return PICKED when somebody is left */
    Pick first(LoopView view, CandidateSet set, long nowNanos) {
        Serving serving = view.serving;
        int[] planned = serving.plannedPpm(set, nowNanos);
        if (start(planned == null ? serving.declaredPpm(set, nowNanos) : planned, serving, set) == 0) {
            return Pick.NO_CANDIDATE;
        }
        int level = level(serving, set, planned != null);
        if (panic && set.pool().pool().panicThresholdPercent() == 0) {
            return Pick.NO_HEALTHY;
        }
        List<Candidate> candidates = set.candidates();
        int left = 0;
        for (int i = 0; i < size; i++) {
            ProviderHealth health = health(serving, candidates, i);
            boolean out = (planned == null && candidates.get(i).priority() != level)
                    || (!panic && !health.isUsable())
                    || isFull(view, set, i, nowNanos);
            int ppm = out ? 0 : slowly(sharesPpm[i], health.slowStartPpm(nowNanos));
            sharesPpm[i] = ppm;
            left += ppm > 0 ? 1 : 0;
        }
        return left > 0 ? Pick.PICKED : Pick.OVERLOADED;
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
            anyUsable |= sharesPpm[i] > 0 && health(serving, candidates, i).isUsable();
        }
        if (!anyFree) {
            return Pick.OVERLOADED;
        }
        if (!anyUsable && set.pool().pool().panicThresholdPercent() == 0) {
            return Pick.NO_HEALTHY;
        }
        if (anyUsable) {
            for (int i = 0; i < size; i++) {
                sharesPpm[i] = health(serving, candidates, i).isUsable() ? sharesPpm[i] : 0;
            }
        }
        preferUntried(x, candidates);
        preferOtherOrganization(x, candidates);
        preferOtherDomain(x, candidates);
        preferLowPriority(planned != null, candidates);
        return Pick.PICKED;
    }

    private int start(int[] shares, Serving serving, CandidateSet set) {
        size = shares.length;
        if (sharesPpm.length < size) {
            sharesPpm = new int[size * 2];
        }
        int left = 0;
        for (int i = 0; i < size; i++) {
            sharesPpm[i] = health(serving, set.candidates(), i).isWithheld() ? 0 : shares[i];
            left += sharesPpm[i] > 0 ? 1 : 0;
        }
        return left;
    }

    /**
     * The first priority whose healthy capacity reaches the pool's threshold; where none does it is panic, and the
     * healthiest priority is used whole. Where one serves all, one that is healthy is enough. Under a plan there is one level: the plan has weighed priorities already.
     */
    private int level(Serving serving, CandidateSet set, boolean planned) {
        boolean oneServesAll = !planned && set.pool().pool().loadBalancer() == Pool.LoadBalancer.FAILOVER;
        int threshold = oneServesAll ? 0 : set.pool().pool().panicThresholdPercent();
        int best = Integer.MIN_VALUE;
        double bestHealthy = -1;
        int level = Integer.MIN_VALUE;
        while (true) {
            int next = planned && level == Integer.MIN_VALUE ? 0 : nextLevel(set, level, planned);
            if (next == Integer.MAX_VALUE) {
                panic = true;
                return best;
            }
            level = next;
            double healthy = healthyPart(serving, set, level, planned);
            if (healthy > 0 && healthy * 100 >= threshold) {
                panic = false;
                return level;
            }
            if (healthy > bestHealthy) {
                best = level;
                bestHealthy = healthy;
            }
        }
    }

    private int nextLevel(CandidateSet set, int after, boolean planned) {
        int next = Integer.MAX_VALUE;
        for (int i = 0; i < size && !planned; i++) {
            int priority = set.candidates().get(i).priority();
            next = sharesPpm[i] > 0 && priority > after && priority < next ? priority : next;
        }
        return next;
    }

    private double healthyPart(Serving serving, CandidateSet set, int level, boolean planned) {
        long all = 0;
        long healthy = 0;
        for (int i = 0; i < size; i++) {
            Candidate candidate = set.candidates().get(i);
            if (sharesPpm[i] > 0 && (planned || candidate.priority() == level)) {
                all += candidate.capacity();
                healthy += health(serving, set.candidates(), i).isUsable() ? candidate.capacity() : 0;
            }
        }
        return all == 0 ? 0 : (double) healthy / all;
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

    /** By its circuit breaker, or because its quota has no room now. */
    private static boolean isFull(LoopView view, CandidateSet set, int i, long nowNanos) {
        return health(view.serving, set.candidates(), i).inFlight()
                        >= set.pool().pool().circuitBreaker().maxRequests()
                || !view.permits(set.candidates().get(i).provider(), nowNanos);
    }

    /** A share that is only there to see whether a provider is well again is left whole, or nobody would ever know. */
    private static int slowly(int ppm, int slowStartPpm) {
        int small = Math.min(ppm, EXPLORATION_PPM);
        return ppm == 0 ? 0 : (int) Math.max(small, (long) ppm * slowStartPpm / 1_000_000);
    }

    private static ProviderHealth health(Serving serving, List<Candidate> candidates, int i) {
        return serving.providers.get(candidates.get(i).provider().index());
    }
}
