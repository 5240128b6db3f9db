package dev.sluice.engine;

import dev.sluice.contract.plan.Plan;
import dev.sluice.contract.plan.PlanKey;
import dev.sluice.contract.snapshot.Policy;
import dev.sluice.contract.snapshot.Pool;
import dev.sluice.contract.snapshot.RequestClass;
import dev.sluice.engine.health.ClassHealth;
import dev.sluice.engine.health.EndpointLoad;
import dev.sluice.engine.health.OutlierDetector;
import dev.sluice.engine.health.ProviderHealth;
import dev.sluice.engine.limits.RateBook;
import dev.sluice.engine.limits.ValueAdmission;
import dev.sluice.engine.model.CompiledPolicy;
import dev.sluice.engine.model.RuntimeModel;
import dev.sluice.engine.routing.Serving;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Health by id, carried from model to model. Guarded by {@link GatewayState}. */
final class HealthBook {
    private Map<String, ProviderHealth> providers = Map.of();
    private Map<String, EndpointLoad> endpoints = Map.of();
    private Map<String, OutlierDetector> detectors = Map.of();
    private Map<String, ValueAdmission> admissions = Map.of();
    private Map<PlanKey, ClassHealth> classes = Map.of();

    /** What is known of the model's providers, pools and endpoints; the rest is forgotten. */
    Serving serve(
            RuntimeModel model,
            RateBook rates,
            @Nullable Object attachment,
            @Nullable Plan plan,
            long planReceivedNanos,
            long nowNanos) {
        Map<String, ProviderHealth> newProviders = new HashMap<>();
        List<ProviderHealth> providerList = new ArrayList<>();
        Map<String, Pool.ConcurrencyLimit> learned = learned(model);
        model.providers().forEach(p -> {
            ProviderHealth health = providers.getOrDefault(p.id(), new ProviderHealth(p.id()));
            health.configure(p.provider().healthCheck());
            health.limitConcurrency(learned.get(p.id()), nowNanos);
            newProviders.put(p.id(), health);
            providerList.add(health);
        });
        Map<String, EndpointLoad> newEndpoints = new HashMap<>();
        List<EndpointLoad> endpointList = new ArrayList<>();
        model.endpoints().forEach(e -> {
            EndpointLoad known = endpoints.get(e.id());
            EndpointLoad load = known == null ? new EndpointLoad(nowNanos) : known;
            newEndpoints.put(e.id(), load);
            endpointList.add(load);
        });
        Map<String, OutlierDetector> newDetectors = new HashMap<>();
        List<OutlierDetector> detectorList = new ArrayList<>();
        Map<String, ValueAdmission> newAdmissions = new HashMap<>();
        List<ValueAdmission> admissionList = new ArrayList<>();
        model.pools().forEach(p -> {
            ValueAdmission known = admissions.get(p.pool().id());
            ValueAdmission admission = known == null ? new ValueAdmission(nowNanos) : known;
            newAdmissions.put(p.pool().id(), admission);
            admissionList.add(admission);
            List<ProviderHealth> members =
                    p.members().stream().map(m -> providerList.get(m.index())).toList();
            OutlierDetector detector = new OutlierDetector(
                    p.pool().outlierDetection(), members, detectors.get(p.pool().id()), nowNanos);
            newDetectors.put(p.pool().id(), detector);
            detectorList.add(detector);
        });
        Map<PlanKey, ClassHealth> newClasses = new HashMap<>();
        List<@Nullable ClassHealth> classList = new ArrayList<>();
        Set<String> policies = tellingClassesApart(model);
        model.candidateSets().forEach(set -> {
            // Of copies nothing more is to be known than of the provider.
            boolean oneOfSeveral = policies.contains(set.key().policy())
                    && !set.key().requestClass().equals(RequestClass.MIRROR);
            ClassHealth health = oneOfSeveral
                    ? new ClassHealth(
                            set.pool().pool().outlierDetection(),
                            set.candidates().stream()
                                    .map(c -> c.provider().id())
                                    .toList(),
                            classes.get(set.key()),
                            nowNanos)
                    : null;
            classList.add(health);
            if (health != null) {
                newClasses.put(set.key(), health);
            }
        });
        classes = newClasses;
        providers = newProviders;
        endpoints = newEndpoints;
        detectors = newDetectors;
        admissions = newAdmissions;
        return new Serving(
                model,
                providerList,
                endpointList,
                detectorList,
                admissionList,
                classList,
                rates,
                plan,
                planReceivedNanos,
                attachment);
    }

    /** By provider; one that is in several pools keeps to the smaller bounds. */
    private static Map<String, Pool.ConcurrencyLimit> learned(RuntimeModel model) {
        Map<String, Pool.ConcurrencyLimit> bounds = new HashMap<>();
        model.pools().forEach(p -> {
            Pool.ConcurrencyLimit asked = p.pool().concurrencyLimit();
            if (asked != null) {
                p.members()
                        .forEach(m -> bounds.merge(
                                m.id(),
                                asked,
                                (a, b) -> new Pool.ConcurrencyLimit(
                                        Math.min(a.min(), b.min()), Math.min(a.max(), b.max()))));
            }
        });
        return bounds;
    }

    private static Set<String> tellingClassesApart(RuntimeModel model) {
        return model.policies().stream()
                .map(CompiledPolicy::policy)
                .filter(policy -> !policy.requestClasses().isEmpty())
                .map(Policy::id)
                .collect(Collectors.toSet());
    }
}
