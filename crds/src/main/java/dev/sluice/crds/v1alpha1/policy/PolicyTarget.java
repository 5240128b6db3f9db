package dev.sluice.crds.v1alpha1.policy;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.sluice.crds.v1alpha1.type.ApiType;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** What a policy holds for, always in its own namespace. */
@ApiType
@ValidationRule(
        value = "(self.group == 'gateway.networking.k8s.io' && self.kind in ['Gateway', 'HTTPRoute'])"
                + " || (self.group == 'sluice.dev' && self.kind == 'ProviderPool')",
        message = "a target is a Gateway or HTTPRoute of gateway.networking.k8s.io or a ProviderPool of sluice.dev")
@ValidationRule(
        value = "!has(self.sectionName) || self.kind != 'ProviderPool'",
        message = "sectionName names a Gateway's listener or an HTTPRoute's rule")
public record PolicyTarget(
        @JsonPropertyDescription("API group of the target: gateway.networking.k8s.io or sluice.dev.")
        @Required
        @Size(max = 253)
        String group,

        @JsonPropertyDescription("Kind of the target: Gateway, HTTPRoute or ProviderPool.")
        @Required
        @Size(min = 1, max = 63)
        String kind,

        @JsonPropertyDescription("Name of the target.") @Required @Size(min = 1, max = 253)
        String name,

        @JsonPropertyDescription(
                "Name of a Gateway's listener or of an HTTPRoute's rule; absent for all of the target.")
        @Size(min = 1, max = 253)
        @Nullable
        String sectionName) {}
