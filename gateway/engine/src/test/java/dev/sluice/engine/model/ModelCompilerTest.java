package dev.sluice.engine.model;

import static dev.sluice.engine.Snapshots.prefix;
import static dev.sluice.engine.Snapshots.provider;
import static dev.sluice.engine.Snapshots.requestClass;
import static dev.sluice.engine.Snapshots.rule;
import static dev.sluice.engine.Snapshots.toPool;
import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.sluice.contract.snapshot.Backend;
import dev.sluice.contract.snapshot.Cache;
import dev.sluice.contract.snapshot.ConfigSnapshot;
import dev.sluice.contract.snapshot.Constraints;
import dev.sluice.contract.snapshot.HealthCheck;
import dev.sluice.contract.snapshot.Match;
import dev.sluice.contract.snapshot.Match.PathKind;
import dev.sluice.contract.snapshot.Match.PathMatch;
import dev.sluice.contract.snapshot.Policy;
import dev.sluice.contract.snapshot.Pool;
import dev.sluice.contract.snapshot.RequestClass;
import dev.sluice.contract.snapshot.Retry;
import dev.sluice.contract.snapshot.Route;
import dev.sluice.contract.snapshot.Rule;
import dev.sluice.contract.snapshot.Timeouts;
import dev.sluice.engine.Snapshots;
import dev.sluice.engine.cache.Scope;
import dev.sluice.engine.cache.ServiceCache;
import dev.sluice.engine.model.CandidateSet.Candidate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ModelCompilerTest {

    private static RuntimeModel compiled(ConfigSnapshot snapshot) {
        return assertInstanceOf(CompileResult.Compiled.class, ModelCompiler.compile(snapshot))
                .model();
    }

    private static List<String> violations(Snapshots snapshots) {
        return assertInstanceOf(CompileResult.Rejected.class, ModelCompiler.compile(snapshots.build()))
                .violations()
                .stream()
                .map(Violation::toString)
                .toList();
    }

    private static Route route(Rule... rules) {
        return new Route("default/other", List.of("http"), List.of(), List.of(rules));
    }

    private static List<String> names(CandidateSet set) {
        return set.candidates().stream().map(c -> c.provider().id()).toList();
    }

    @Test
    void policiesStandWhereTheirIndexSaysAlsoBesideTheOneOfDefaults() {
        ConfigSnapshot base = Snapshots.of(1).build();
        List<Policy> policies = List.of(base.policies().getFirst(), Policy.DEFAULTS);
        RuntimeModel model = compiled(new ConfigSnapshot(
                base.schema(),
                base.gateway(),
                base.epoch(),
                base.revision(),
                base.listeners(),
                base.routes(),
                policies,
                base.pools(),
                base.providers()));

        assertEquals(2, model.policies().size());
        for (int i = 0; i < model.policies().size(); i++) {
            assertEquals(i, model.policies().get(i).index());
        }
    }

    @Test
    void candidatesAreThoseThatConstraintsAndCapabilitiesPermit() {
        Snapshots snapshots = new Snapshots();
        snapshots.with(provider("a", "r1", List.of("Logs", "Archive"), 1), 1, 0);
        snapshots.with(provider("b", "r2", List.of("Logs"), 1), 1, 0);
        snapshots.with(provider("c", "r3", List.of("Archive"), 1), 1, 0);
        snapshots.classes = List.of(requestClass("history", 25, List.of("eth_getLogs"), List.of("Archive")));
        snapshots.constraints =
                new Constraints(List.of(), List.of(), List.of(), List.of("org-c"), List.of(), List.of(), false);

        RuntimeModel model = compiled(snapshots.build());

        assertEquals(
                List.of("history", "default"),
                model.candidateSets().stream().map(s -> s.key().requestClass()).toList());
        assertEquals(List.of("default/a"), names(model.candidateSets().get(0)));
        assertEquals(
                List.of("default/a", "default/b"), names(model.candidateSets().get(1)));
    }

    @Test
    void anAnswersScopeIsTheSameUntilSomethingChangesThatItCouldDependOn() {
        Snapshots snapshots = Snapshots.of(1, 1);
        assertNull(cache(snapshots), "no policy asks for it");
        snapshots.cache = new Cache(List.of("eth_*"), 1, 1);
        Scope before = requireNonNull(cache(snapshots)).scope();

        snapshots.revision++;
        snapshots.withHealthCheck(new HealthCheck(HealthCheck.Kind.TCP, 1, 1, 1, 1, ""));
        assertEquals(before, requireNonNull(cache(snapshots)).scope());
        snapshots.constraints =
                new Constraints(List.of(), List.of(), List.of(), List.of("org-a"), List.of(), List.of(), false);
        Scope otherPolicy = requireNonNull(cache(snapshots)).scope();
        assertNotEquals(before, otherPolicy);
        snapshots.with("z", 1, 0);
        assertNotEquals(otherPolicy, requireNonNull(cache(snapshots)).scope());
    }

    private static @Nullable ServiceCache cache(Snapshots snapshots) {
        return requireNonNull(compiled(snapshots.build())
                        .rules()
                        .getFirst()
                        .backends()
                        .getFirst()
                        .service())
                .cache();
    }

    @Test
    void declaredWeightsAreSharesOfWhoIsPermitted() {
        RuntimeModel model = compiled(Snapshots.of(50, 25, 0).build());

        assertEquals(
                List.of(666_666, 333_333, 0),
                model.candidateSets().get(0).candidates().stream()
                        .map(Candidate::declaredPpm)
                        .toList());
    }

    @Test
    void aRulesOwnTimeoutsAndRetryWin() {
        Snapshots snapshots = Snapshots.of(1);
        Retry own = new Retry(5, 70, 0, List.of());
        snapshots.moreRoutes.add(route(new Rule(
                "own", List.of(prefix("/own")), List.of(), List.of(toPool(1)), new Timeouts(1_000L, 80L), own, null)));

        RuntimeModel model = compiled(snapshots.build());

        CompiledBackend.Service service = model.rules().get(0).backends().get(0).service();
        assertEquals(own, service.retry());
        assertEquals(1_000, service.requestNanos());
        assertEquals(70, service.attemptNanos(), "the smaller of backend and per-try timeout");
        assertEquals(
                snapshots.retry,
                model.rules().get(1).backends().get(0).service().retry());
    }

    @Test
    void aDanglingBackendKeepsItsPlaceAndReason() {
        Snapshots snapshots = Snapshots.of(1);
        snapshots.moreRoutes.add(route(rule(
                "0", prefix("/x"), new Backend(1, new Backend.Unresolved("no such pool"), "", List.of()), toPool(3))));

        CompiledRule rule = compiled(snapshots.build()).rules().get(0);

        assertEquals(4, rule.totalWeight());
        assertNull(rule.backends().get(0).service());
        assertEquals("no such pool", rule.backends().get(0).unresolved().orElseThrow());
    }

    @Test
    void failureDomainsAreSharedByRegionAndCloud() {
        Snapshots snapshots = new Snapshots();
        snapshots.with(provider("a", "r1", List.of(), 1), 1, 0);
        snapshots.with(provider("b", "r1", List.of(), 1), 1, 0);
        snapshots.with(provider("c", "r2", List.of(), 1), 1, 0);

        List<CompiledProvider> providers = compiled(snapshots.build()).providers();

        assertEquals(providers.get(0).failureDomain(), providers.get(1).failureDomain());
        assertEquals(1, providers.get(2).failureDomain());
    }

    @Test
    void everythingWrongIsNamedWithItsPlace() {
        Snapshots snapshots = Snapshots.of(1);
        snapshots.members.add(new Pool.Member("default/gone", -1, 0));
        snapshots.moreRoutes.add(new Route(
                "default/bad",
                List.of("nowhere"),
                List.of(),
                List.of(
                        rule("0", new Match(new PathMatch(PathKind.REGEX, "/(a"), null, List.of(), List.of())),
                        rule(
                                "1",
                                prefix("no-slash"),
                                new Backend(1, new Backend.ToPool("default/none"), "default/nobody", List.of())))));

        assertEquals(
                List.of(
                        "ProviderPool/default/pool: members[1]: no provider default/gone in the snapshot",
                        "ProviderPool/default/pool: members[1].weight: is negative; at least 0 is expected",
                        "HTTPRoute/default/bad: listeners[0]: no listener nowhere",
                        "HTTPRoute/default/bad: rules[0].matches[0].path.value: \"/(a\" is no regular expression: missing closing );"
                                + " expected one as RE2 has it",
                        "HTTPRoute/default/bad: rules[1].matches[0].path.value: must start with /",
                        "HTTPRoute/default/bad: rules[1].backends[0]: no pool default/none in the snapshot",
                        "HTTPRoute/default/bad: rules[1].backends[0]: no policy default/nobody in the snapshot"),
                violations(snapshots));
    }

    @Test
    void whatIsNotServedIsRefusedInsteadOfIgnored() {
        Snapshots snapshots = Snapshots.of(1);
        snapshots.loadBalancer = Pool.LoadBalancer.CONSISTENT_HASH;
        snapshots.classes = List.of(new RequestClass(
                "writes", List.of(), List.of(), List.of(), 50, RequestClass.WriteMode.BROADCAST, List.of(), null, 9));

        assertEquals(
                List.of(
                        "RoutingPolicy/default/policy: requestClasses[0].broadcast.maxProviders: is 9; at most 8 is expected",
                        "ProviderPool/default/pool: hashOn: goes with CONSISTENT_HASH, and that with nothing else"),
                violations(snapshots));
    }

    @Test
    void boundsTheLengthOfPatterns() {
        Snapshots snapshots = Snapshots.of(1);
        String pattern = "/" + "a".repeat(1024);
        snapshots.moreRoutes.add(
                route(rule("0", new Match(new PathMatch(PathKind.REGEX, pattern), null, List.of(), List.of()))));

        assertEquals(1, violations(snapshots).size());
    }
}
