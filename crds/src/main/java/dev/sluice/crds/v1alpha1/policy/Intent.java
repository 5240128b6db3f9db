package dev.sluice.crds.v1alpha1.policy;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Which objective leads: a weighting, not another way of working. */
public enum Intent {
    @JsonProperty("Fastest")
    FASTEST,
    @JsonProperty("Cheapest")
    CHEAPEST,
    @JsonProperty("Balanced")
    BALANCED,
    @JsonProperty("MostTrusted")
    MOST_TRUSTED
}
