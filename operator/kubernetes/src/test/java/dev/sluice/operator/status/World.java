package dev.sluice.operator.status;

import dev.sluice.contract.observation.Observation;
import dev.sluice.contract.observation.ProviderSight;
import dev.sluice.contract.observation.ProviderSight.Health;
import dev.sluice.contract.plan.Plan;
import dev.sluice.contract.plan.PlanKey;
import dev.sluice.contract.snapshot.Objectives;
import dev.sluice.control.account.BudgetStand;
import dev.sluice.control.account.QuoteStand;
import dev.sluice.control.account.Regulator;
import dev.sluice.control.account.Spend;
import dev.sluice.control.forecast.PodFloor;
import dev.sluice.control.objective.ClassKey;
import dev.sluice.control.objective.ClassStand;
import dev.sluice.control.objective.ErrorBudget;
import dev.sluice.control.objective.Outcomes;
import dev.sluice.control.plan.Decision;
import dev.sluice.control.plan.PlanFinding;
import dev.sluice.control.plan.PlanResult;
import dev.sluice.control.plan.PlanState;
import dev.sluice.control.resolve.ObjectRef;
import dev.sluice.control.resolve.Resources;
import dev.sluice.control.translate.TranslateResult;
import dev.sluice.control.translate.Translator;
import dev.sluice.crds.v1alpha1.Provider;
import dev.sluice.crds.v1alpha1.ProviderPool;
import dev.sluice.crds.v1alpha1.RoutingPolicy;
import dev.sluice.crds.v1alpha1.TrafficOverride;
import dev.sluice.crds.v1alpha1.provider.Accounting;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.BackendTLSPolicy;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.GRPCRoute;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.Gateway;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.GatewayClass;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A Gateway with a pool of two providers, as the operator knows it, for tests to turn at. Uses the real translator. The file is long
 * because every test of statuses, Events and plans turns at the same one.
 */
public final class World {
    public static final String QUICKSTART = """
            apiVersion: gateway.networking.k8s.io/v1
            kind: GatewayClass
            metadata: {name: sluice}
            spec: {controllerName: sluice.dev/gateway}
            ---
            apiVersion: gateway.networking.k8s.io/v1
            kind: Gateway
            metadata: {name: edge, namespace: team}
            spec:
              gatewayClassName: sluice
              listeners: [{name: http, port: 80, protocol: HTTP}]
            ---
            apiVersion: gateway.networking.k8s.io/v1
            kind: HTTPRoute
            metadata: {name: files, namespace: team}
            spec:
              parentRefs: [{name: edge}]
              rules:
              - backendRefs: [{group: sluice.dev, kind: ProviderPool, name: files}]
            ---
            apiVersion: sluice.dev/v1alpha1
            kind: ProviderPool
            metadata: {name: files, namespace: team}
            spec:
              members: [{providerRef: {name: acme}}, {providerRef: {name: metal}}]
            ---
            apiVersion: sluice.dev/v1alpha1
            kind: RoutingPolicy
            metadata: {name: fast, namespace: team}
            spec:
              targetRefs: [{group: sluice.dev, kind: ProviderPool, name: files}]
              intent: Fastest
            ---
            apiVersion: sluice.dev/v1alpha1
            kind: Provider
            metadata: {name: acme, namespace: team}
            spec:
              class: Hyperscaler
              organization: acme
              location: {region: eu, cloud: acme}
              api: HTTP
              endpoints:
              - {fqdn: {hostname: files.example.com, port: 80}, tls: {mode: None}}
              price: {currency: USD, perMillionRequests: "6.00"}
            ---
            apiVersion: sluice.dev/v1alpha1
            kind: Provider
            metadata: {name: metal, namespace: team}
            spec:
              class: BareMetal
              organization: metal
              location: {region: us}
              api: HTTP
              endpoints:
              - {fqdn: {hostname: metal.example.com, port: 80}, tls: {mode: None}}
            """;

    public static final String GATEWAY = "team/edge";
    public static final PlanKey KEY = new PlanKey("team/fast", "team/files", "default");

    private static final Map<String, Class<? extends HasMetadata>> KINDS = Stream.of(
                    GatewayClass.class,
                    Gateway.class,
                    HTTPRoute.class,
                    GRPCRoute.class,
                    BackendTLSPolicy.class,
                    Service.class,
                    Provider.class,
                    ProviderPool.class,
                    RoutingPolicy.class,
                    TrafficOverride.class)
            .collect(Collectors.toMap(Class::getSimpleName, c -> c));

    private final Map<ObjectRef, HasMetadata> objects = new LinkedHashMap<>();
    private final Map<String, Pod> pods = new LinkedHashMap<>();
    private final Map<String, Health> health = new HashMap<>();
    private final List<Decision> decisions = new ArrayList<>();
    private final List<PlanFinding> findings = new ArrayList<>();
    private final Map<String, Accounting> accounting = new HashMap<>();
    private final Map<String, PolicyMoney> policies = new HashMap<>();
    private final Map<String, QuoteStand> quotes = new HashMap<>();
    private final List<ClassStand> objectives = new ArrayList<>();
    public long version = 100;
    public long revision = 7;
    public long nowMillis = 1_800_000_000_000L;
    public @Nullable String failure;
    public @Nullable String rejection;
    public @Nullable Service service = new ServiceBuilder()
            .withNewSpec()
            .withType("ClusterIP")
            .withClusterIP("10.0.0.7")
            .endSpec()
            .build();

    private @Nullable Long mutedMillis;

    private record Pod(boolean ready, long revision) {}

    public World() {
        apply(QUICKSTART);
    }

    /** Everything in manifests gets its next generation. */
    public void apply(String yaml) {
        for (String document : yaml.split("(?m)^---$", -1)) {
            Map<?, ?> raw = Serialization.unmarshal(document, Map.class);
            HasMetadata object = Serialization.unmarshal(document, KINDS.get((String) raw.get("kind")));
            HasMetadata before = objects.get(ObjectRef.of(object));
            object.getMetadata()
                    .setGeneration(before == null ? 1L : before.getMetadata().getGeneration() + 1);
            object.getMetadata().setUid("uid-of-" + object.getMetadata().getName());
            object.getMetadata().setResourceVersion(String.valueOf(version++));
            objects.put(ObjectRef.of(object), object);
        }
    }

    /** As if the API server took them; the copies it answers with. */
    public List<HasMetadata> write(List<? extends HasMetadata> written) {
        List<HasMetadata> taken = new ArrayList<>();
        for (HasMetadata object : written) {
            HasMetadata copy = Serialization.clone(object);
            copy.getMetadata().setResourceVersion(String.valueOf(version++));
            taken.add(copy);
        }
        taken.forEach(this::put);
        return taken;
    }

    public void put(HasMetadata object) {
        objects.put(ObjectRef.of(object), object);
    }

    public <T extends HasMetadata> T get(Class<T> kind, String namespace, String name) {
        return kind.cast(objects.get(new ObjectRef(kind.getSimpleName(), namespace, name)));
    }

    public World pod(String name, boolean ready, long servedRevision) {
        pods.put(name, new Pod(ready, servedRevision));
        return this;
    }

    /** Pods run, but nothing newer is read from them. */
    public void mute() {
        mutedMillis = nowMillis;
    }

    public World noPods() {
        pods.clear();
        return this;
    }

    public World health(String provider, Health seen) {
        health.put(provider, seen);
        return this;
    }

    public World findings(PlanFinding... all) {
        findings.clear();
        findings.addAll(List.of(all));
        return this;
    }

    public World accounting(String provider, Accounting now) {
        accounting.put(provider, now);
        return this;
    }

    public World quote(String provider, QuoteStand now) {
        quotes.put(provider, now);
        return this;
    }

    /** A budget of 50 USD a day, and how it stands. @param micros spent today */
    public World budget(String policy, long micros, double pressure, Regulator day) {
        return money(
                policy,
                new PolicyMoney(
                        spent(micros),
                        new BudgetStand(
                                new Objectives.Budget(policy, "USD", 50_000_000, 0, true),
                                new Spend(micros, micros, 1, 1),
                                pressure,
                                day,
                                Regulator.IDLE)));
    }

    /** An availability budget of the only class. */
    public World errorBudget(double left, double burn, ErrorBudget.Level level) {
        return objective(new ClassStand(
                ClassKey.of(KEY),
                List.of(new ErrorBudget(ErrorBudget.Objective.AVAILABILITY, left, burn, burn, level)),
                new Outcomes(3_600, 1_000, 7.5, 0)));
    }

    /** As a leader that has just begun. */
    public World forgetMoney() {
        policies.clear();
        return this;
    }

    private World money(String policy, PolicyMoney now) {
        policies.put(policy, now);
        return this;
    }

    private World objective(ClassStand stand) {
        objectives.clear();
        objectives.add(stand);
        return this;
    }

    /** A plan of both providers; the other one gets the rest. */
    public World plan(double acmeShare, long p95Millis, String reason) {
        decisions.clear();
        decisions.add(decision("team/acme", acmeShare, p95Millis, reason));
        decisions.add(decision("team/metal", 1 - acmeShare, p95Millis, "gets the rest"));
        return this;
    }

    /** Today and this month. */
    public static Accounting spent(long micros) {
        return new Accounting(null, "USD", micros, micros, 1L, 1L, null, List.of(), null);
    }

    public World later(long millis) {
        nowMillis += millis;
        return this;
    }

    public Known known() {
        Resources resources = Resources.of(objects.values(), List.of());
        TranslateResult translated =
                Translator.translate(resources, List.of(), Translator.Target.KUBERNETES, 1, revision);
        List<GatewayView> views = translated.gateways().stream()
                .map(config -> new GatewayView(
                        config.snapshot().gateway(),
                        config.snapshot(),
                        failure == null,
                        failure,
                        Optional.ofNullable(service),
                        pods.entrySet().stream()
                                .map(e -> pod(e.getKey(), e.getValue()))
                                .toList(),
                        planned()))
                .toList();
        return new Known(resources, translated.statuses(), views, accounting, policies, quotes, false, nowMillis);
    }

    private Optional<PlanResult> planned() {
        return decisions.isEmpty()
                ? Optional.empty()
                : Optional.of(new PlanResult(
                        new Plan(GATEWAY, 1, 3, 60_000_000_000L, List.of()),
                        PlanState.start(0),
                        decisions,
                        findings,
                        objectives,
                        Map.of(),
                        new PodFloor.Expected(0, 0),
                        0));
    }

    private Decision decision(String provider, double share, long p95Millis, String reason) {
        int ppm = (int) Math.round(share * Plan.WHOLE);
        return new Decision(
                KEY,
                provider,
                ppm,
                ppm,
                Plan.WHOLE / 2,
                health.getOrDefault(provider, Health.UNKNOWN),
                new Decision.Inputs(
                        p95Millis * 500_000,
                        p95Millis * 1_000_000,
                        1_000,
                        100 * share,
                        provider.equals("team/acme") ? 6_000_000 : 0,
                        0.5),
                reason);
    }

    private PodView pod(String name, Pod pod) {
        List<ProviderSight> sights = health.entrySet().stream()
                .map(e -> new ProviderSight(
                        e.getKey(),
                        e.getValue(),
                        0,
                        0,
                        0,
                        0,
                        -1,
                        null,
                        e.getValue() == Health.HEALTHY ? null : "connection refused"))
                .toList();
        return new PodView(
                name,
                pod.ready(),
                Optional.of(new Observation(
                        GATEWAY,
                        name,
                        0,
                        mutedMillis == null ? nowMillis : mutedMillis,
                        1,
                        pod.revision(),
                        0,
                        0,
                        true,
                        rejection,
                        List.of(),
                        sights,
                        List.of())));
    }
}
