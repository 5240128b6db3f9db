package dev.sluice.control.translate.provider;

import dev.sluice.contract.snapshot.Api;
import dev.sluice.contract.snapshot.Endpoint;
import dev.sluice.contract.snapshot.Endpoint.Protocol;
import dev.sluice.contract.snapshot.Pool;
import dev.sluice.contract.snapshot.Price;
import dev.sluice.contract.snapshot.Provider;
import dev.sluice.contract.snapshot.ProviderClass;
import dev.sluice.control.resolve.ObjectRef;
import io.fabric8.kubernetes.api.model.Service;
import java.util.List;
import java.util.Optional;

/** A Service used as a backend becomes a pool of one provider that holds its ready endpoints. */
public final class ServiceTranslator {
    private final ServiceEndpoints services;
    private final EndpointSafety safety;

    public ServiceTranslator(ServiceEndpoints services, EndpointSafety safety) {
        this.services = services;
        this.safety = safety;
    }

    public static String poolId(Service service, int port) {
        return "service:" + ObjectRef.of(service).id() + ":" + port;
    }

    /** Empty where the Service has no such port; a pool without members where nothing is ready, which answers 503. */
    public Optional<TranslatedPool> translate(Service service, int port) {
        return services.of(service, port).map(ready -> pool(poolId(service, port), ready));
    }

    private TranslatedPool pool(String id, ServiceEndpoints.Ready ready) {
        Protocol protocol = ready.h2c() ? Protocol.H2C : Protocol.HTTP1;
        List<Endpoint> endpoints = ready.addresses().stream()
                .filter(safety::permits)
                .map(a -> new Endpoint(
                        a.host(), a.port(), a.named(), "", null, protocol, null, Endpoint.HostHeader.CLIENT))
                .toList();
        List<Provider> providers = endpoints.isEmpty() ? List.of() : List.of(provider(id, endpoints));
        Pool pool = new Pool(
                id,
                Api.HTTP,
                null,
                providers.stream().map(p -> new Pool.Member(p.id(), 1, 0)).toList(),
                Pool.LoadBalancer.PLAN_WEIGHTED_P2C,
                Pool.CircuitBreaker.DEFAULT,
                Pool.OutlierDetection.DEFAULT,
                Pool.RetryBudget.DEFAULT,
                PoolTranslator.DEFAULT_PANIC_PERCENT);
        return new TranslatedPool(pool, providers, null);
    }

    private static Provider provider(String id, List<Endpoint> endpoints) {
        return new Provider(
                id,
                ProviderClass.SERVICE,
                id,
                new Provider.Location("", "", "", 0, List.of()),
                Api.HTTP,
                List.of(),
                endpoints,
                List.of(),
                Price.FREE,
                new Provider.Capacity(0, 0),
                null);
    }
}
