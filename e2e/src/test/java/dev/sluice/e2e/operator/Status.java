package dev.sluice.e2e.operator;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is said about an object, as JSON holds it.
 *
 * @param generation of the spec
 * @param fields of the status
 */
record Status(long generation, Map<String, Object> fields) {

    static Status of(@Nullable GenericKubernetesResource object) {
        Long generation = object == null ? null : object.getMetadata().getGeneration();
        Object status = object == null ? null : object.getAdditionalProperties().get("status");
        return new Status(generation == null ? 0 : generation, status == null ? Map.of() : map(status));
    }

    /** Whether it is true of the present spec, of the object or, where it has only parents, of each of these. */
    boolean holds(String type) {
        List<Map<String, Object>> said = conditions(type);
        return !said.isEmpty()
                && said.stream()
                        .allMatch(c -> "True".equals(c.get("status")) && isCurrent(c.get("observedGeneration")));
    }

    /** Whether it is false of the present spec, and the message names this. */
    boolean denies(String type, String named) {
        return conditions(type).stream()
                .anyMatch(c -> "False".equals(c.get("status"))
                        && isCurrent(c.get("observedGeneration"))
                        && (c.get("message") + " " + c.get("reason")).contains(named));
    }

    private boolean isCurrent(@Nullable Object observed) {
        Object of = observed == null ? fields.get("observedGeneration") : observed;
        return of == null || ((Number) of).longValue() == generation;
    }

    Optional<String> text(String field) {
        return Optional.ofNullable(fields.get(field)).map(String::valueOf);
    }

    long number(String... path) {
        Object at = fields;
        for (String field : path) {
            at = at instanceof Map<?, ?> inner ? inner.get(field) : null;
        }
        return at instanceof Number number ? number.longValue() : 0;
    }

    /** Of a Gateway with one listener; -1 as long as nothing is said of it. */
    int attachedRoutes() {
        List<Map<String, Object>> listeners = list("listeners");
        return !listeners.isEmpty() && listeners.getFirst().get("attachedRoutes") instanceof Number routes
                ? routes.intValue()
                : -1;
    }

    List<Map<String, Object>> list(String field) {
        return fields.get(field) instanceof List<?> list
                ? list.stream().map(Status::map).toList()
                : List.of();
    }

    private List<Map<String, Object>> conditions(String type) {
        return Stream.of(
                        list("conditions").stream(),
                        list("parents").stream().flatMap(Status::within),
                        list("ancestors").stream().flatMap(Status::within))
                .flatMap(all -> all)
                .filter(c -> Objects.equals(c.get("type"), type))
                .toList();
    }

    private static Stream<Map<String, Object>> within(Map<String, Object> parent) {
        return parent.get("conditions") instanceof List<?> list ? list.stream().map(Status::map) : Stream.of();
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Object value) {
        return (Map<String, Object>) value;
    }
}
