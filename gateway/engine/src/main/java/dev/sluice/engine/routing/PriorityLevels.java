package dev.sluice.engine.routing;

import dev.sluice.contract.plan.Plan;
import dev.sluice.contract.snapshot.Pool;
import dev.sluice.engine.model.CandidateSet;
import dev.sluice.engine.model.CandidateSet.Candidate;
import java.util.Arrays;
import java.util.List;

/**
 * How much of the first attempts each priority takes, as Envoy has it: a priority takes as much as its healthy part times the
 * pool's overprovisioning factor, and what is missing spills over to the next. Where all priorities together cannot take
 * everything, they take all of it in proportion, and those under the panic threshold do not look at health; where nobody at
 * all is healthy, the first takes everything.
 *
 * <p>Where one serves all, and where an older operator named no factor, a priority is used whole or not at all. Under a plan
 * there is one, since the plan has weighed them already. Scratch of one event loop.
 */
final class PriorityLevels {
    private static final double PERCENT = 100;

    private int[] priorities = new int[8];
    private double[] healthy = new double[8];
    private double[] parts = new double[8];
    private boolean[] panics = new boolean[8];
    private long[] sums = new long[8];
    private int count;
    private boolean all;

    /**
     * @param planned whether a plan has weighed priorities already, so that all are one
     * @param sharesPpm by candidate; 0 for who is out whatever its health, at least one above
     * @param usable by candidate, as its health has it
     */
    void weigh(CandidateSet set, boolean planned, int[] sharesPpm, boolean[] usable) {
        all = planned;
        Pool pool = set.pool().pool();
        List<Candidate> candidates = set.candidates();
        count = 0;
        for (int next = least(candidates, sharesPpm, Integer.MIN_VALUE);
                next < Integer.MAX_VALUE;
                next = least(candidates, sharesPpm, next)) {
            add(next, healthyPart(candidates, sharesPpm, usable, next));
        }
        boolean oneServesAll = !planned && pool.loadBalancer() == Pool.LoadBalancer.FAILOVER;
        if (planned || oneServesAll || pool.overprovisioningPercent() == 0) {
            whole(oneServesAll ? 0 : pool.panicThresholdPercent());
        } else {
            spill(pool.overprovisioningPercent() / PERCENT, pool.panicThresholdPercent());
        }
    }

    /** Whether its priority takes part, with this candidate as well or ill as it is. */
    boolean admits(Candidate candidate, boolean usable) {
        int level = levelOf(candidate);
        return parts[level] > 0 && (usable || panics[level]);
    }

    /** Whether somebody may be asked without a look at health. */
    boolean panic() {
        boolean any = false;
        for (int i = 0; i < count; i++) {
            any |= panics[i] && parts[i] > 0;
        }
        return any;
    }

    /** Where several priorities take part, gives each its part of the shares, in the proportions in it. */
    void spread(CandidateSet set, int[] sharesPpm) {
        int taking = 0;
        for (int i = 0; i < count; i++) {
            taking += parts[i] > 0 ? 1 : 0;
            sums[i] = 0;
        }
        List<Candidate> candidates = set.candidates();
        for (int i = 0; i < candidates.size() && taking > 1; i++) {
            sums[levelOf(candidates.get(i))] += sharesPpm[i];
        }
        for (int i = 0; i < candidates.size() && taking > 1; i++) {
            int level = levelOf(candidates.get(i));
            double share = sharesPpm[i] * parts[level] * Plan.WHOLE / sums[level];
            sharesPpm[i] = sharesPpm[i] > 0 ? Math.max(1, (int) share) : 0;
        }
    }

    private void spill(double factor, int panicPercent) {
        double sum = 0;
        for (int i = 0; i < count; i++) {
            sum += Math.min(1, factor * healthy[i]);
        }
        double left = 1;
        for (int i = 0; i < count; i++) {
            double able = Math.min(1, factor * healthy[i]) / Math.min(1, sum);
            parts[i] = sum == 0 ? (i == 0 ? 1 : 0) : Math.min(left, able);
            panics[i] = sum < 1 && (sum == 0 || healthy[i] * PERCENT < panicPercent);
            left -= parts[i];
        }
    }

    /** The first that is healthy enough takes everything, or else the healthiest, well or not. */
    private void whole(int leastPercent) {
        int taken = -1;
        int healthiest = 0;
        for (int i = 0; i < count; i++) {
            taken = taken < 0 && healthy[i] > 0 && healthy[i] * PERCENT >= leastPercent ? i : taken;
            healthiest = healthy[i] > healthy[healthiest] ? i : healthiest;
        }
        for (int i = 0; i < count; i++) {
            parts[i] = i == (taken < 0 ? healthiest : taken) ? 1 : 0;
            panics[i] = taken < 0;
        }
    }

    private void add(int priority, double healthyPart) {
        if (count == priorities.length) {
            priorities = Arrays.copyOf(priorities, 2 * count);
            healthy = Arrays.copyOf(healthy, 2 * count);
            parts = Arrays.copyOf(parts, 2 * count);
            panics = Arrays.copyOf(panics, 2 * count);
            sums = new long[2 * count];
        }
        priorities[count] = priority;
        healthy[count] = healthyPart;
        count++;
    }

    private int levelOf(Candidate candidate) {
        int level = 0;
        while (level < count - 1 && priorities[level] != priorityOf(candidate)) {
            level++;
        }
        return level;
    }

    private int priorityOf(Candidate candidate) {
        return all ? 0 : candidate.priority();
    }

    /** Least priority above another that anybody left has. */
    private int least(List<Candidate> candidates, int[] sharesPpm, int above) {
        int least = Integer.MAX_VALUE;
        for (int i = 0; i < candidates.size(); i++) {
            int priority = priorityOf(candidates.get(i));
            least = sharesPpm[i] > 0 && priority > above && priority < least ? priority : least;
        }
        return least;
    }

    private double healthyPart(List<Candidate> candidates, int[] sharesPpm, boolean[] usable, int priority) {
        long capacity = 0;
        long healthyCapacity = 0;
        for (int i = 0; i < candidates.size(); i++) {
            Candidate candidate = candidates.get(i);
            if (sharesPpm[i] > 0 && priorityOf(candidate) == priority) {
                capacity += candidate.capacity();
                healthyCapacity += usable[i] ? candidate.capacity() : 0;
            }
        }
        return capacity == 0 ? 0 : (double) healthyCapacity / capacity;
    }
}
