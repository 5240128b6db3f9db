package dev.sluice.engine.model;

import dev.sluice.contract.plan.Plan;
import dev.sluice.contract.plan.PlanKey;
import dev.sluice.contract.snapshot.Api;
import dev.sluice.contract.snapshot.Authentication;
import dev.sluice.contract.snapshot.Backend;
import dev.sluice.contract.snapshot.ConfigSnapshot;
import dev.sluice.contract.snapshot.Constraints;
import dev.sluice.contract.snapshot.Endpoint;
import dev.sluice.contract.snapshot.Filter;
import dev.sluice.contract.snapshot.Policy;
import dev.sluice.contract.snapshot.Pool;
import dev.sluice.contract.snapshot.Provider;
import dev.sluice.contract.snapshot.RateLimit;
import dev.sluice.contract.snapshot.RequestClass;
import dev.sluice.contract.snapshot.Retry;
import dev.sluice.contract.snapshot.Route;
import dev.sluice.contract.snapshot.Rule;
import dev.sluice.contract.snapshot.Timeouts;
import dev.sluice.engine.cache.CacheRule;
import dev.sluice.engine.cache.Scope;
import dev.sluice.engine.cache.ServiceCache;
import dev.sluice.engine.classify.Classifier;
import dev.sluice.engine.classify.MethodGate;
import dev.sluice.engine.jsonrpc.ErrorTable;
import dev.sluice.engine.match.RouteTable;
import dev.sluice.engine.model.CandidateSet.Candidate;
import dev.sluice.engine.score.Scorers;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Step 5, load: a snapshot becomes a {@link RuntimeModel}, or a list of what is wrong with it. Pure; the operator runs the
 * same code on what it is about to publish. One instance compiles one snapshot. Long, since each kind of record is compiled here.
 */
public final class ModelCompiler {
    private static final RequestClass MIRRORED = new RequestClass(
            RequestClass.MIRROR, List.of(), List.of(), List.of(), 0, RequestClass.WriteMode.SINGLE, List.of());

    private final ConfigSnapshot snapshot;
    private final Map<String, CompiledPolicy> policies = new LinkedHashMap<>();
    private final Map<String, CompiledProvider> providers = new LinkedHashMap<>();
    private final Map<String, CompiledPool> pools = new LinkedHashMap<>();
    private final Map<PlanKey, CandidateSet> candidateSets = new LinkedHashMap<>();
    private final Map<PoolUnderPolicy, List<CandidateSet>> setsByPoolAndPolicy = new HashMap<>();
    private final Map<String, Integer> failureDomains = new HashMap<>();
    private final Map<String, Scope> scopes = new HashMap<>();
    private final List<CompiledEndpoint> endpoints = new ArrayList<>();
    private final List<CompiledRule> rules = new ArrayList<>();
    private final List<CompiledMirror> mirrors = new ArrayList<>();

    /** What thousands of rules have in common. */
    private record PoolUnderPolicy(int pool, int policy) {
        PoolUnderPolicy(CompiledPool pool, CompiledPolicy policy) {
            this(pool.index(), policy.index());
        }
    }

    private ModelCompiler(ConfigSnapshot snapshot) {
        this.snapshot = snapshot;
    }

    /** Never throws for what stands in a snapshot: one that lacks a part, which nobody here writes, is refused as well. */
    public static CompileResult compile(ConfigSnapshot snapshot) {
        try {
            List<Violation> violations = violations(snapshot);
            return violations.isEmpty()
                    ? new CompileResult.Compiled(new ModelCompiler(snapshot).compile())
                    : new CompileResult.Rejected(violations);
        } catch (NullPointerException e) {
            return new CompileResult.Rejected(List.of(
                    new Violation("Gateway/" + snapshot.gateway(), "", "a part is missing: " + e.getMessage())));
        }
    }

    /** What would make {@link #compile} refuse it. */
    public static List<Violation> violations(ConfigSnapshot snapshot) {
        return violations(snapshot, null);
    }

    /**
     * The same, more quickly.
     *
     * @param taken one in which nothing was wrong: routes that both hold are not looked at again where all else is the same
     */
    public static List<Violation> violations(ConfigSnapshot snapshot, @Nullable ConfigSnapshot taken) {
        return SnapshotCheck.check(snapshot, taken);
    }

    private RuntimeModel compile() {
        policies.put(Policy.NONE, policy(Policy.DEFAULTS));
        snapshot.policies().forEach(p -> policies.put(p.id(), policy(p)));
        snapshot.providers().forEach(p -> providers.put(p.id(), provider(p)));
        snapshot.pools().forEach(p -> pools.put(p.id(), pool(p)));
        RouteTable.Builder<CompiledRule> table = new RouteTable.Builder<>(snapshot.listeners());
        for (Route route : snapshot.routes()) {
            for (Rule rule : route.rules()) {
                CompiledRule compiled = rule(route, rule);
                rules.add(compiled);
                rule.matches().forEach(m -> table.add(route.listeners(), route.hostnames(), m, compiled));
            }
        }
        return new RuntimeModel(
                snapshot.gateway(),
                snapshot.epoch(),
                snapshot.revision(),
                snapshot.listeners(),
                table.build(),
                rules,
                List.copyOf(policies.values()),
                List.copyOf(pools.values()),
                List.copyOf(providers.values()),
                endpoints,
                List.copyOf(candidateSets.values()),
                mirrors);
    }

    private CompiledPolicy policy(Policy policy) {
        Authentication authentication = policy.clients().authentication();
        // A snapshot that has a policy of defaults has it in the place of ours.
        CompiledPolicy replaced = policies.get(policy.id());
        return new CompiledPolicy(
                replaced == null ? policies.size() : replaced.index(),
                policy,
                new Classifier(policy.requestClasses()),
                new MethodGate(policy.clients(), policy.requestClasses()),
                authentication == null ? List.of() : authentication.headers(),
                authentication == null
                        && policy.clients().rateLimits().stream()
                                .anyMatch(limit -> limit.per() == RateLimit.Per.CLIENT),
                policy.cache() == null ? null : new CacheRule(policy.cache()));
    }

    private CompiledProvider provider(Provider provider) {
        List<CompiledEndpoint> own = new ArrayList<>();
        for (Endpoint endpoint : provider.endpoints()) {
            String id = provider.id() + " " + endpoint.host() + ":" + endpoint.port() + endpoint.path();
            CompiledEndpoint compiled = new CompiledEndpoint(endpoints.size(), id, endpoint);
            endpoints.add(compiled);
            own.add(compiled);
        }
        ErrorTable errors = provider.errors().isEmpty() ? ErrorTable.KNOWN : new ErrorTable(provider.errors());
        int domain = failureDomains.computeIfAbsent(provider.failureDomain(), d -> failureDomains.size());
        return new CompiledProvider(
                providers.size(), provider, provider.seller(), own, new PriceList(provider.price()), domain, errors);
    }

    private CompiledPool pool(Pool pool) {
        return new CompiledPool(
                pools.size(),
                pool,
                pool.members().stream().map(m -> known(providers, m.provider())).toList(),
                Scorers.of(pool.scorers()));
    }

    private CompiledRule rule(Route route, Rule rule) {
        List<CompiledBackend> backends =
                rule.backends().stream().map(b -> backend(route, rule, b)).toList();
        long totalWeight = backends.stream().mapToLong(CompiledBackend::weight).sum();
        return new CompiledRule(rules.size(), route.id(), rule, backends, totalWeight);
    }

    private CompiledBackend backend(Route route, Rule rule, Backend backend) {
        return switch (backend.target()) {
            case Backend.Unresolved unresolved ->
                new CompiledBackend(
                        backend.weight(), backend.filters(), null, Optional.of(unresolved.reason()), List.of());
            case Backend.ToPool to -> {
                CompiledPool pool = known(pools, to.id());
                CompiledPolicy policy = known(policies, backend.policy());
                yield new CompiledBackend(
                        backend.weight(),
                        backend.filters(),
                        service(route, rule, backend, pool, policy),
                        Optional.empty(),
                        mirrors(rule, backend, policy));
            }
        };
    }

    private CompiledBackend.Service service(
            Route route, Rule rule, Backend backend, CompiledPool pool, CompiledPolicy policy) {
        Timeouts own = rule.timeouts() == null ? Timeouts.UNSET : rule.timeouts();
        Timeouts inherited = policy.policy().timeouts();
        Retry retry = rule.retry() == null ? policy.policy().retry() : rule.retry();
        long backendNanos = first(own.backendNanos(), inherited.backendNanos());
        return new CompiledBackend.Service(
                pool,
                policy,
                setsByPoolAndPolicy.computeIfAbsent(
                        new PoolUnderPolicy(pool, policy), same -> policy.classifier().classes().stream()
                                .map(c -> candidateSet(policy, pool, c))
                                .toList()),
                retry,
                first(own.requestNanos(), inherited.requestNanos()),
                retry.perTryNanos() > 0 && (backendNanos == 0 || retry.perTryNanos() < backendNanos)
                        ? retry.perTryNanos()
                        : backendNanos,
                cache(route, rule, backend, pool, policy));
    }

    private @Nullable ServiceCache cache(
            Route route, Rule rule, Backend backend, CompiledPool pool, CompiledPolicy policy) {
        if (policy.cache() == null || pool.pool().api() != Api.JSONRPC) {
            return null;
        }
        Scope sellers = scopes.computeIfAbsent(
                policy.policy().id() + " " + pool.pool().id(),
                key -> Scope.of(
                        policy.policy(),
                        pool.pool(),
                        pool.members().stream().map(ModelCompiler::seller).toList()));
        return new ServiceCache(
                policy.cache(),
                Scope.of(sellers, route.id(), rule.name(), rule.matches(), rule.filters(), backend.filters()));
    }

    /** Copies are counted apart, in a class of their own, under the policy of the requests they are made of. */
    private List<CompiledMirror> mirrors(Rule rule, Backend backend, CompiledPolicy policy) {
        List<CompiledMirror> own = new ArrayList<>();
        Stream.concat(rule.filters().stream(), backend.filters().stream()).forEach(filter -> {
            if (filter instanceof Filter.Mirror mirror) {
                CandidateSet permitted = candidateSet(policy, known(pools, mirror.pool()), MIRRORED);
                CompiledMirror compiled = new CompiledMirror(mirrors.size(), mirror.ppm(), permitted);
                mirrors.add(compiled);
                own.add(compiled);
            }
        });
        return own;
    }

    /** Who answers, whatever it costs and can take. */
    private static Scope seller(CompiledProvider compiled) {
        Provider provider = compiled.provider();
        return Scope.of(
                provider.id(),
                provider.providerClass(),
                provider.organization(),
                provider.location(),
                provider.capabilities(),
                provider.endpoints(),
                provider.credentials());
    }

    private CandidateSet candidateSet(CompiledPolicy policy, CompiledPool pool, RequestClass requestClass) {
        PlanKey key = new PlanKey(policy.policy().id(), pool.pool().id(), requestClass.name());
        CandidateSet existing = candidateSets.get(key);
        if (existing == null) {
            List<Candidate> candidates = candidates(policy, pool, requestClass);
            existing = new CandidateSet(candidateSets.size(), key, pool, candidates);
            candidateSets.put(key, existing);
        }
        return existing;
    }

    private List<Candidate> candidates(CompiledPolicy policy, CompiledPool pool, RequestClass requestClass) {
        Constraints constraints = policy.policy().constraints();
        List<Pool.Member> permitted = pool.pool().members().stream()
                .filter(m -> constraints.permits(known(providers, m.provider()).provider()))
                .filter(m -> has(known(providers, m.provider()), requestClass))
                .toList();
        long totalWeight = permitted.stream().mapToLong(Pool.Member::weight).sum();
        long meanCapacity = (long) permitted.stream()
                .mapToInt(m ->
                        known(providers, m.provider()).provider().capacity().requestsPerSecond())
                .filter(c -> c > 0)
                .average()
                .orElse(1);
        return permitted.stream()
                .map(m -> candidate(known(providers, m.provider()), m, totalWeight, meanCapacity))
                .toList();
    }

    private static Candidate candidate(
            CompiledProvider provider, Pool.Member member, long totalWeight, long meanCapacity) {
        int declared = provider.provider().capacity().requestsPerSecond();
        int ppm = member.weight() == 0 ? 0 : (int) Math.max(1, (long) member.weight() * Plan.WHOLE / totalWeight);
        return new Candidate(provider, ppm, member.priority(), declared > 0 ? declared : meanCapacity);
    }

    private static boolean has(CompiledProvider provider, RequestClass requestClass) {
        return provider.provider().capabilities().containsAll(requestClass.requiredCapabilities());
    }

    private static <V> V known(Map<String, V> byId, String id) {
        V value = byId.get(id);
        if (value == null) {
            throw new IllegalStateException("unchecked reference to " + id);
        }
        return value;
    }

    private static long first(@Nullable Long own, @Nullable Long inherited) {
        return own != null ? own : inherited != null ? inherited : 0;
    }
}
