package dev.sluice.operator.gather;

import com.fasterxml.jackson.databind.JsonMappingException;
import dev.sluice.control.resolve.ObjectRef;
import dev.sluice.control.resolve.Problem;
import dev.sluice.control.resolve.RejectedObject;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Turns one stored object into its type. Definitions keep most mistakes out, but an object may be older than they are; then that
 * one is rejected, where a typed watch would fail for all objects of its kind.
 */
final class Typing<T extends HasMetadata> {
    private final Class<T> type;
    private final KubernetesSerialization serialization;

    Typing(Class<T> type, KubernetesSerialization serialization) {
        this.type = type;
        this.serialization = serialization;
    }

    /** Puts it where it belongs. @return whether that can mean something to what is served */
    boolean put(GenericKubernetesResource stored, ClusterObjects into) {
        try {
            return into.put(serialization.convertValue(stored, type));
        } catch (IllegalArgumentException e) {
            return into.put(new RejectedObject(ObjectRef.of(stored), targets(stored), List.of(problem(e))));
        }
    }

    private static Problem problem(IllegalArgumentException e) {
        if (e.getCause() instanceof JsonMappingException mapping) {
            StringBuilder path = new StringBuilder();
            for (JsonMappingException.Reference step : mapping.getPath()) {
                path.append(
                        step.getFieldName() == null
                                ? "[" + step.getIndex() + "]"
                                : (path.isEmpty() ? "" : ".") + step.getFieldName());
            }
            return new Problem(path.toString(), mapping.getOriginalMessage());
        }
        return new Problem("", String.valueOf(e.getMessage()));
    }

    /** What a RoutingPolicy holds for, as far as it can be read: there it fails closed. */
    private static List<ObjectRef> targets(GenericKubernetesResource stored) {
        List<ObjectRef> targets = new ArrayList<>();
        if (stored.get("spec", "targetRefs") instanceof List<?> refs) {
            for (Object ref : refs) {
                if (ref instanceof Map<?, ?> fields
                        && fields.get("kind") instanceof String kind
                        && fields.get("name") instanceof String name) {
                    targets.add(new ObjectRef(kind, ObjectRef.namespace(stored), name));
                }
            }
        }
        return targets;
    }
}
