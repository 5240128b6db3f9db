package dev.sluice.crds.v1alpha1.pool;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.sluice.crds.v1alpha1.type.ApiType;
import dev.sluice.crds.v1alpha1.type.ObjectReference;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import org.jspecify.annotations.Nullable;

/** A provider's place in a pool. */
@ApiType
public record PoolMember(
        @JsonPropertyDescription("The Provider.") @Required ObjectReference providerRef,

        @JsonPropertyDescription(
                "Relative share at start, in mode Observe, when suspended, and after planTTL; absent for 1, 0 for none.")
        @Min(0)
        @Max(1000000)
        @Nullable
        Integer weight,

        @JsonPropertyDescription("Lower numbers are preferred; higher ones serve when the lower cannot. Absent for 0.")
        @Min(0)
        @Max(127)
        @Nullable
        Integer priority) {}
