package dev.sluice.crds.v1alpha1.plan;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.sluice.crds.v1alpha1.type.ApiType;
import dev.sluice.crds.v1alpha1.type.LocalObjectReference;
import io.fabric8.generator.annotation.Required;

/** Which Gateway a plan is for; everything else is status. */
@ApiType
public record TrafficPlanSpec(
        @JsonPropertyDescription("The Gateway of this namespace.") @Required
        LocalObjectReference gatewayRef) {}
