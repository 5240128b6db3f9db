package dev.sluice.control.translate.route;

import dev.sluice.contract.snapshot.Backend;
import dev.sluice.control.resolve.Grants;
import dev.sluice.control.resolve.ObjectRef;
import dev.sluice.control.resolve.References;
import dev.sluice.control.resolve.Resolution;
import dev.sluice.control.status.Reason;
import dev.sluice.control.translate.provider.ServiceTranslator;
import dev.sluice.control.translate.provider.TranslatedPool;
import dev.sluice.control.translate.value.Findings;
import dev.sluice.crds.v1alpha1.ProviderPool;
import io.fabric8.kubernetes.api.model.Service;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Backends by reference: ProviderPools and Services. Pools of Services are made when first referred to. */
public final class BackendTranslator {
    private final References references;
    private final Map<String, TranslatedPool> pools;
    private final ServiceTranslator services;
    private final Set<String> named = new HashSet<>();

    /** @param pools what ProviderPools came to, by id; pools of Services are added */
    public BackendTranslator(References references, Map<String, TranslatedPool> pools, ServiceTranslator services) {
        this.references = references;
        this.pools = pools;
        this.services = services;
    }

    /** One that leads nowhere is noted and answers 500 for its share. */
    Backend.Target target(
            Grants.From from,
            String path,
            @Nullable String group,
            @Nullable String kind,
            @Nullable String namespace,
            String name,
            @Nullable Integer port,
            Findings findings) {
        String realGroup = group == null ? References.CORE : group;
        String realKind = kind == null ? "Service" : kind;
        if (realGroup.equals(References.SLUICE) && realKind.equals("ProviderPool")) {
            return switch (references.follow(from, References.SLUICE, ProviderPool.class, namespace, name)) {
                case Resolution.Dangling<ProviderPool> d -> dangling(path, d, findings);
                case Resolution.Found<ProviderPool> f -> pool(ObjectRef.of(f.object()));
            };
        }
        if (realGroup.equals(References.CORE) && realKind.equals("Service")) {
            named.add((namespace == null ? from.namespace() : namespace) + "/" + name);
            return switch (references.follow(from, References.CORE, Service.class, namespace, name)) {
                case Resolution.Dangling<Service> d -> dangling(path, d, findings);
                case Resolution.Found<Service> f ->
                    service(path, f.object(), port, from.kind().equals(WrittenRoute.GRPC), findings);
            };
        }
        return unresolved(
                path,
                Reason.INVALID_KIND,
                realKind + " of group \"" + realGroup
                        + "\" is no backend; expected a ProviderPool of sluice.dev or a Service",
                findings);
    }

    /** Begins to note anew which Services are named. */
    void forgetNamed() {
        named.clear();
    }

    /** Ids of the Services that were named since, there or not. */
    Set<String> named() {
        return Set.copyOf(named);
    }

    /** A pool that is there but invalid says so itself; the route's reference is resolved all the same. */
    private Backend.Target pool(ObjectRef ref) {
        TranslatedPool translated = pools.get(ref.id());
        return translated != null && translated.pool() != null
                ? new Backend.ToPool(ref.id())
                : new Backend.Unresolved(ref + " has no member that can be used");
    }

    private Backend.Target service(
            String path, Service service, @Nullable Integer port, boolean grpc, Findings findings) {
        if (port == null) {
            return unresolved(
                    path + ".port", Reason.UNSUPPORTED_VALUE, "is missing; expected a port of the Service", findings);
        }
        if ("ExternalName".equals(service.getSpec().getType())) {
            return unresolved(
                    path,
                    Reason.UNSUPPORTED_VALUE,
                    "Service/" + service.getMetadata().getName()
                            + " is an ExternalName; expected a Provider with fqdn instead",
                    findings);
        }
        String id = ServiceTranslator.poolId(service, port, grpc);
        if (!pools.containsKey(id)) {
            services.translate(service, port, grpc).ifPresent(pool -> pools.put(id, pool));
        }
        String name = "Service/" + service.getMetadata().getName();
        TranslatedPool pool = pools.get(id);
        if (pool == null) {
            return unresolved(
                    path + ".port",
                    Reason.BACKEND_NOT_FOUND,
                    name + " has no port " + port + "; expected one of its ports",
                    findings);
        }
        if (pool.providers().isEmpty()) {
            findings.warning(path, name + " has no ready endpoint on port " + port, "an EndpointSlice of it with one");
        }
        return new Backend.ToPool(id);
    }

    private static Backend.Target dangling(String path, Resolution.Dangling<?> reference, Findings findings) {
        if (reference.cause() == Resolution.Cause.REFUSED) {
            findings.unresolved(path, Reason.BACKEND_NOT_FOUND, reference.message());
            return new Backend.Unresolved(reference.message());
        }
        boolean forbidden = reference.cause() == Resolution.Cause.NOT_PERMITTED;
        return unresolved(
                path, forbidden ? Reason.REF_NOT_PERMITTED : Reason.BACKEND_NOT_FOUND, reference.message(), findings);
    }

    private static Backend.Target unresolved(String path, Reason reason, String message, Findings findings) {
        findings.unresolved(path, reason, message);
        findings.problem(path, message);
        return new Backend.Unresolved(path + ": " + message);
    }
}
