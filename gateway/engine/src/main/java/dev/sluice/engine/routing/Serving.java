package dev.sluice.engine.routing;

import dev.sluice.contract.plan.Plan;
import dev.sluice.contract.plan.PlanKey;
import dev.sluice.contract.snapshot.Policy;
import dev.sluice.contract.snapshot.Pool;
import dev.sluice.engine.health.ClassHealth;
import dev.sluice.engine.health.EndpointLoad;
import dev.sluice.engine.health.OutlierDetector;
import dev.sluice.engine.health.ProviderHealth;
import dev.sluice.engine.limits.RateBook;
import dev.sluice.engine.limits.RateGate;
import dev.sluice.engine.limits.ValueAdmission;
import dev.sluice.engine.model.CandidateSet;
import dev.sluice.engine.model.CompiledPolicy;
import dev.sluice.engine.model.CompiledProvider;
import dev.sluice.engine.model.RuntimeModel;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is served at one moment: a model, what is known of its providers, and the plan. Immutable but for the health it
 * points to; swapped as a whole, so a request that reads it once sees no half of a change.
 */
public final class Serving {
    private static final int LEAST_PLANNED_PPM = 500_000;

    final RuntimeModel model;
    final List<ProviderHealth> providers;
    final List<EndpointLoad> endpoints;
    final List<OutlierDetector> pools;
    final List<ValueAdmission> admissions;
    private final List<@Nullable ClassHealth> classes;
    private final @Nullable Plan plan;
    private final long planReceivedNanos;
    private final @Nullable Object attachment;
    private final boolean[] drained;
    private final int[] @Nullable [] plannedPpm;
    private final int[] refusedPpm;
    private final long[] limitsMilli;
    private final int[][] declaredPpm;
    private final int[][] declaredUnderPlanPpm;
    private final RateBook rates;
    private final List<RateGate> rateGates;
    private final List<List<RateGate>> classGates;

    /**
     * Lists are in the order of the model's indices.
     *
     * @param classes by candidate set; null where a policy does not tell classes apart
     * @param rates what clients have used so far
     * @param attachment what the server needs with this very model
     */
    public Serving(
            RuntimeModel model,
            List<ProviderHealth> providers,
            List<EndpointLoad> endpoints,
            List<OutlierDetector> pools,
            List<ValueAdmission> admissions,
            List<@Nullable ClassHealth> classes,
            RateBook rates,
            @Nullable Plan plan,
            long planReceivedNanos,
            @Nullable Object attachment) {
        this.model = model;
        this.providers = List.copyOf(providers);
        this.endpoints = List.copyOf(endpoints);
        this.classes = Collections.unmodifiableList(classes);
        this.pools = List.copyOf(pools);
        this.admissions = List.copyOf(admissions);
        this.plan = plan;
        this.planReceivedNanos = planReceivedNanos;
        this.attachment = attachment;
        int sets = model.candidateSets().size();
        plannedPpm = new int[sets][];
        refusedPpm = new int[sets];
        declaredPpm = new int[sets][];
        declaredUnderPlanPpm = new int[sets][];
        int[] @Nullable [] byPlan = new int[sets][];
        Set<String> bounding = new HashSet<>();
        model.policies().stream()
                .map(CompiledPolicy::policy)
                .filter(Serving::boundsShares)
                .forEach(p -> bounding.add(p.id()));
        Map<PlanKey, Plan.Entry> entries = new HashMap<>();
        Map<PlanKey, Integer> refusals = new HashMap<>();
        if (plan != null) {
            plan.entries().forEach(e -> entries.put(e.key(), e));
            plan.refusals().forEach(r -> refusals.put(r.key(), r.ppm()));
        }
        for (CandidateSet set : model.candidateSets()) {
            Plan.Entry entry = entries.get(set.key());
            int[] planned = entry == null ? null : planned(set, entry);
            byPlan[set.index()] = planned;
            plannedPpm[set.index()] = followsShares(set, bounding) ? planned : null;
            refusedPpm[set.index()] =
                    entry != null && entry.refuse() ? Plan.WHOLE : refusals.getOrDefault(set.key(), 0);
            declaredPpm[set.index()] = set.candidates().stream()
                    .mapToInt(CandidateSet.Candidate::declaredPpm)
                    .toArray();
            declaredUnderPlanPpm[set.index()] = withoutDrained(declaredPpm[set.index()], planned);
        }
        drained = drained(byPlan);
        limitsMilli = limits(model, plan);
        this.rates = rates;
        int processes = plan == null ? 1 : plan.processes();
        rateGates = model.policies().stream()
                .map(each -> rates.gate(each.policy().clients().rateLimits(), processes))
                .toList();
        classGates = model.policies().stream()
                .map(each -> each.classifier().classes().stream()
                        .map(c -> rates.gate(c.rateLimit(), c.name(), processes))
                        .toList())
                .toList();
    }

    /** The same under a newer plan. */
    public Serving under(Plan newer, long nowNanos) {
        return new Serving(model, providers, endpoints, pools, admissions, classes, rates, newer, nowNanos, attachment);
    }

    public RuntimeModel model() {
        return model;
    }

    public List<ProviderHealth> providers() {
        return providers;
    }

    public List<EndpointLoad> endpoints() {
        return endpoints;
    }

    /** How the set's candidates do in its class; null where its policy does not tell classes apart. */
    @Nullable
    ClassHealth classHealth(CandidateSet set) {
        return classes.get(set.index());
    }

    public List<@Nullable ClassHealth> classes() {
        return classes;
    }

    /** One per pool. */
    public List<OutlierDetector> detectors() {
        return pools;
    }

    /** See {@link dev.sluice.engine.GatewayState#serve}. */
    public @Nullable Object attachment() {
        return attachment;
    }

    public @Nullable Plan plan() {
        return plan;
    }

    public boolean planInForce(long nowNanos) {
        return plan != null && nowNanos - planReceivedNanos <= plan.ttlNanos();
    }

    /** Part of the requests that the plan in force refuses. */
    int refusedPpm(CandidateSet set, long nowNanos) {
        return planInForce(nowNanos) ? refusedPpm[set.index()] : 0;
    }

    /**
     * Thousandths of an attempt per second that this process may send a provider's seller; {@link SellerLimits#NONE} for no
     * bound. A quota is not over with the plan that allots it: the newest holds, and without any the whole of it.
     */
    long limitMilli(CompiledProvider provider) {
        return limitsMilli[provider.index()];
    }

    /** What its clients may do; a limit is not over with the plan that says how many share it. */
    RateGate rates(CompiledPolicy policy) {
        return rateGates.get(policy.index());
    }

    /** What may go to providers of a request class of it. */
    RateGate rates(CompiledPolicy policy, int requestClass) {
        return classGates.get(policy.index()).get(requestClass);
    }

    /** Shares by the plan in force, if the pool follows them; null where declared weights and priorities hold. Not to be changed. */
    int @Nullable [] plannedPpm(CandidateSet set, long nowNanos) {
        int[] planned = plannedPpm[set.index()];
        return planned != null && planInForce(nowNanos) ? planned : null;
    }

    /** Without those that a plan in force gives nothing. Not to be changed. */
    int[] declaredPpm(CandidateSet set, long nowNanos) {
        return planInForce(nowNanos) ? declaredUnderPlanPpm[set.index()] : declaredPpm[set.index()];
    }

    /** Whether the plan in force, wherever it knows this provider, gives it nothing: it is being left for a reason. */
    boolean isDrained(CompiledProvider provider, long nowNanos) {
        return drained[provider.index()] && planInForce(nowNanos);
    }

    private static long[] limits(RuntimeModel model, @Nullable Plan plan) {
        Map<String, Long> allotted = new HashMap<>();
        if (plan != null) {
            plan.limits().forEach(limit -> allotted.put(limit.seller(), limit.milliPerSecond()));
        }
        return model.providers().stream()
                .mapToLong(provider -> {
                    long whole = provider.provider().quota().requestsPerSecond() * 1_000L;
                    return allotted.getOrDefault(provider.seller(), whole > 0 ? whole : SellerLimits.NONE);
                })
                .toArray();
    }

    private boolean[] drained(int[] @Nullable [] byPlan) {
        boolean[] planned = new boolean[providers.size()];
        boolean[] served = new boolean[providers.size()];
        for (CandidateSet set : model.candidateSets()) {
            int[] ppm = byPlan[set.index()];
            for (int i = 0; ppm != null && i < ppm.length; i++) {
                int provider = set.candidates().get(i).provider().index();
                planned[provider] = true;
                served[provider] |= ppm[i] > 0;
            }
        }
        for (int i = 0; i < planned.length; i++) {
            planned[i] &= !served[i];
        }
        return planned;
    }

    /** A policy's bounds hold whatever the pool would like, and only the plan's shares keep them. */
    private static boolean followsShares(CandidateSet set, Set<String> bounding) {
        return set.pool().pool().loadBalancer() == Pool.LoadBalancer.PLAN_WEIGHTED_P2C
                || bounding.contains(set.key().policy());
    }

    private static boolean boundsShares(Policy policy) {
        return !policy.constraints().shares().isEmpty()
                || !policy.objectives().budgets().isEmpty();
    }

    /** For pools that share in their own way: a plan leaves a provider for a reason that holds for them, too. */
    private static int[] withoutDrained(int[] declared, int @Nullable [] planned) {
        if (planned == null) {
            return declared;
        }
        int[] ppm = declared.clone();
        boolean any = false;
        for (int i = 0; i < ppm.length; i++) {
            ppm[i] = planned[i] == 0 ? 0 : ppm[i];
            any |= ppm[i] > 0;
        }
        return any ? ppm : planned;
    }

    /**
     * Shares of candidates the plan knows; null when it gave most of the traffic to others. Then it was made for other candidates,
     * and blown up to the whole, its small shares would break those that have them.
     */
    private static int @Nullable [] planned(CandidateSet set, Plan.Entry entry) {
        Map<String, Integer> byProvider = new HashMap<>();
        entry.shares().forEach(s -> byProvider.put(s.provider(), s.ppm()));
        int[] ppm = set.candidates().stream()
                .mapToInt(c -> byProvider.getOrDefault(c.provider().id(), 0))
                .toArray();
        long sum = 0;
        for (int share : ppm) {
            sum += share;
        }
        return sum >= LEAST_PLANNED_PPM ? ppm : null;
    }
}
