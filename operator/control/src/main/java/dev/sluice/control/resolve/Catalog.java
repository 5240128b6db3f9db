package dev.sluice.control.resolve;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Objects by {@code namespace/name}, in a fixed order. A kind is looked through when somebody asks for one of it. For one thread. */
public final class Catalog {
    private final Map<Class<?>, List<? extends HasMetadata>> gathered;
    private final Map<Class<?>, Map<String, HasMetadata>> byKind = new HashMap<>();
    private final Map<String, List<EndpointSlice>> slices;
    private final Set<ObjectRef> rejected;

    public Catalog(Resources r) {
        gathered = Stream.of(
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
                .filter(kind -> !kind.isEmpty())
                .collect(Collectors.toMap(kind -> kind.getFirst().getClass(), kind -> kind));
        slices = oldestFirst(r.endpointSlices()).stream().collect(Collectors.groupingBy(Catalog::service));
        rejected = r.rejected().stream().map(RejectedObject::ref).collect(Collectors.toUnmodifiableSet());
    }

    /** The order of precedence between equals: older first, then by name. */
    public static <T extends HasMetadata> List<T> oldestFirst(List<T> objects) {
        return objects.stream().sorted(Catalog::compare).toList();
    }

    /** By hand: thousands of routes are put in order with every change. */
    private static int compare(HasMetadata one, HasMetadata other) {
        int order = created(one).compareTo(created(other));
        order = order == 0 ? ObjectRef.namespace(one).compareTo(ObjectRef.namespace(other)) : order;
        return order == 0
                ? one.getMetadata().getName().compareTo(other.getMetadata().getName())
                : order;
    }

    private static String created(HasMetadata object) {
        return Objects.requireNonNullElse(object.getMetadata().getCreationTimestamp(), "");
    }

    public <T extends HasMetadata> Optional<T> find(Class<T> kind, String id) {
        return Optional.ofNullable(byKind.computeIfAbsent(kind, this::byId).get(id))
                .map(kind::cast);
    }

    /** Slices of a Service given by id. */
    public List<EndpointSlice> slices(String service) {
        return slices.getOrDefault(service, List.of());
    }

    public boolean rejected(ObjectRef ref) {
        return rejected.contains(ref);
    }

    private Map<String, HasMetadata> byId(Class<?> kind) {
        Map<String, HasMetadata> byId = new HashMap<>();
        gathered.getOrDefault(kind, List.of())
                .forEach(object -> byId.put(ObjectRef.of(object).id(), object));
        return byId;
    }

    /** Id of the Service it belongs to. */
    static String service(EndpointSlice slice) {
        Map<String, String> labels =
                Objects.requireNonNullElse(slice.getMetadata().getLabels(), Map.of());
        return ObjectRef.namespace(slice) + "/" + labels.getOrDefault("kubernetes.io/service-name", "");
    }
}
