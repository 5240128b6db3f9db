package dev.sluice.control.resolve;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Objects by {@code namespace/name}, in a fixed order. */
public final class Catalog {
    private static final Comparator<HasMetadata> OLDEST_FIRST = Comparator.comparing((HasMetadata o) ->
                    Objects.requireNonNullElse(o.getMetadata().getCreationTimestamp(), ""))
            .thenComparing(ObjectRef::namespace)
            .thenComparing(o -> o.getMetadata().getName());

    private final Map<String, Map<String, HasMetadata>> byKind = new HashMap<>();
    private final Map<String, List<EndpointSlice>> slices;
    private final Set<ObjectRef> rejected;

    public Catalog(Resources r) {
        Stream.of(
                        r.gatewayClasses(),
                        r.gateways(),
                        r.httpRoutes(),
                        r.grpcRoutes(),
                        r.backendTlsPolicies(),
                        r.listenerSets(),
                        r.providers(),
                        r.pools(),
                        r.policies(),
                        r.services(),
                        r.secrets(),
                        r.configMaps(),
                        r.namespaces(),
                        r.parameters())
                .flatMap(List::stream)
                .forEach(this::add);
        slices = r.endpointSlices().stream().sorted(OLDEST_FIRST).collect(Collectors.groupingBy(Catalog::service));
        rejected = r.rejected().stream().map(RejectedObject::ref).collect(Collectors.toUnmodifiableSet());
    }

    /** The order of precedence between equals: older first, then by name. */
    public static <T extends HasMetadata> List<T> oldestFirst(List<T> objects) {
        return objects.stream().sorted(OLDEST_FIRST).toList();
    }

    public <T extends HasMetadata> Optional<T> find(Class<T> kind, String id) {
        return Optional.ofNullable(
                        byKind.getOrDefault(kind.getSimpleName(), Map.of()).get(id))
                .map(kind::cast);
    }

    /** Slices of a Service given by id. */
    public List<EndpointSlice> slices(String service) {
        return slices.getOrDefault(service, List.of());
    }

    public boolean rejected(ObjectRef ref) {
        return rejected.contains(ref);
    }

    private void add(HasMetadata object) {
        byKind.computeIfAbsent(object.getClass().getSimpleName(), kind -> new HashMap<>())
                .put(ObjectRef.of(object).id(), object);
    }

    /** Id of the Service it belongs to. */
    static String service(EndpointSlice slice) {
        Map<String, String> labels =
                Objects.requireNonNullElse(slice.getMetadata().getLabels(), Map.of());
        return ObjectRef.namespace(slice) + "/" + labels.getOrDefault("kubernetes.io/service-name", "");
    }
}
