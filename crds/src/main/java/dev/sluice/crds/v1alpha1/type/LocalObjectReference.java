package dev.sluice.crds.v1alpha1.type;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/** Another object of the same namespace. */
@ApiType
public record LocalObjectReference(
        @JsonPropertyDescription("Name of the object.") @Required @Size(min = 1, max = 253)
        String name) {}
