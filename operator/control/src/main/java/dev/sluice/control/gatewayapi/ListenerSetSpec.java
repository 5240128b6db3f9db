package dev.sluice.control.gatewayapi;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.Listener;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * @param parentRef the Gateway
 * @param listeners as a Gateway has them
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record ListenerSetSpec(ParentRef parentRef, List<Listener> listeners) {

    /** Null for the defaults: a Gateway in the set's own namespace. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record ParentRef(
            @Nullable String group,
            @Nullable String kind,
            @Nullable String namespace,
            String name) {}

    @SuppressWarnings("ConstantValue") // What a manifest leaves out is null here.
    public ListenerSetSpec {
        listeners = listeners == null ? List.of() : List.copyOf(listeners);
    }
}
