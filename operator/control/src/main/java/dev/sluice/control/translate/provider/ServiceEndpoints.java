package dev.sluice.control.translate.provider;

import dev.sluice.control.resolve.Catalog;
import dev.sluice.control.resolve.ObjectRef;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The ready endpoints of a Service's port, from its EndpointSlices. */
public final class ServiceEndpoints {

    /**
     * @param portName empty where the port has none
     * @param h2c whether the Service says that it speaks HTTP/2 in clear
     */
    public record Ready(String portName, List<Address> addresses, boolean h2c) {
        public Ready {
            addresses = List.copyOf(addresses);
        }
    }

    /** @param named whether host is a name to look up */
    public record Address(String host, int port, boolean named) {}

    private final Catalog catalog;

    public ServiceEndpoints(Catalog catalog) {
        this.catalog = catalog;
    }

    /** Empty where the Service has no such port; no addresses where nothing is ready. */
    public Optional<Ready> of(Service service, int port) {
        return service.getSpec().getPorts().stream()
                .filter(p -> p.getPort() == port)
                .findFirst()
                .map(p -> new Ready(
                        nameOf(p.getName()),
                        addresses(ObjectRef.of(service).id(), nameOf(p.getName())),
                        "kubernetes.io/h2c".equals(p.getAppProtocol())));
    }

    private List<Address> addresses(String service, String portName) {
        return catalog.slices(service).stream()
                .flatMap(slice -> given(slice.getPorts())
                        .filter(p -> nameOf(p.getName()).equals(portName) && p.getPort() != null)
                        .flatMap(p -> addresses(slice, p.getPort())))
                .distinct()
                .toList();
    }

    private static Stream<Address> addresses(EndpointSlice slice, int port) {
        boolean named = "FQDN".equals(slice.getAddressType());
        return given(slice.getEndpoints())
                .filter(ServiceEndpoints::ready)
                .map(e -> new Address(e.getAddresses().getFirst(), port, named));
    }

    /** A slice without endpoints says null where others say a list. */
    private static <T> Stream<T> given(@Nullable List<T> list) {
        return list == null ? Stream.empty() : list.stream();
    }

    /** Absent means ready, as Kubernetes says. */
    private static boolean ready(io.fabric8.kubernetes.api.model.discovery.v1.Endpoint endpoint) {
        return endpoint.getConditions() == null
                || !Boolean.FALSE.equals(endpoint.getConditions().getReady());
    }

    private static String nameOf(@Nullable String portName) {
        return portName == null ? "" : portName;
    }
}
