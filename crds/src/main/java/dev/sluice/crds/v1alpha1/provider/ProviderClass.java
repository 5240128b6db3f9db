package dev.sluice.crds.v1alpha1.provider;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Kind of seller. */
public enum ProviderClass {
    @JsonProperty("Hyperscaler")
    HYPERSCALER,
    @JsonProperty("BareMetal")
    BARE_METAL,
    @JsonProperty("Edge")
    EDGE,
    @JsonProperty("Decentralized")
    DECENTRALIZED
}
