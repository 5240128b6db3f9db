package dev.sluice.control.gatewayapi;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.ListenerStatus;
import java.util.List;

/** What came of the set, and of each of its listeners. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record ListenerSetStatus(List<Condition> conditions, List<ListenerStatus> listeners) {
    @SuppressWarnings("ConstantValue") // As in the spec.
    public ListenerSetStatus {
        conditions = conditions == null ? List.of() : List.copyOf(conditions);
        listeners = listeners == null ? List.of() : List.copyOf(listeners);
    }
}
