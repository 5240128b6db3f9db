package dev.sluice.crds.v1alpha1.provider;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.sluice.crds.v1alpha1.type.ApiType;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/** A price in a metric. */
@ApiType
public record PriceMetric(
        @JsonPropertyDescription(
                "PromQL with one result: the price of a million requests in units of the currency, asked for once a minute of the Prometheus the operator was installed with.")
        @Required
        @Size(min = 1, max = 1024)
        String query) {}
