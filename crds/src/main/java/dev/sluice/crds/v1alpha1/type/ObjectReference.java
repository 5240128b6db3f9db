package dev.sluice.crds.v1alpha1.type;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/** Another object, by default of the same namespace; a ReferenceGrant is needed in another one. */
@ApiType
public record ObjectReference(
        @JsonPropertyDescription("Name of the object.") @Required @Size(min = 1, max = 253)
        String name,

        @JsonPropertyDescription(
                "Namespace of the object; absent for this object's own. Another namespace needs a ReferenceGrant there.")
        @Size(min = 1, max = 63)
        @Nullable
        String namespace) {}
