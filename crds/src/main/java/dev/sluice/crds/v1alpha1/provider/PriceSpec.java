package dev.sluice.crds.v1alpha1.provider;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.sluice.crds.v1alpha1.type.ApiType;
import dev.sluice.crds.v1alpha1.type.Formats;
import dev.sluice.crds.v1alpha1.type.Lists;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What requests cost. */
@ApiType
public record PriceSpec(
        @JsonPropertyDescription("ISO 4217 code of the currency.") @Required @Pattern(Formats.CURRENCY)
        String currency,

        @JsonPropertyDescription("Price of a million requests, as text in units of the currency, e.g. \"14.00\".")
        @Required
        @Pattern(Formats.AMOUNT)
        String perMillionRequests,

        @JsonPropertyDescription(
                "Where perMillionRequests is read from; the newest reading holds, and what is written until there is one. In a cluster only.")
        @Nullable
        PriceMetric metric,

        @JsonPropertyDescription("JSON-RPC methods with another price; the first that matches counts.") @Size(max = 64)
        List<MethodPrice> methods) {
    public PriceSpec {
        methods = Lists.orEmpty(methods);
    }

    /** The price of some methods. */
    @ApiType
    public record MethodPrice(
            @JsonPropertyDescription("Method, or a prefix followed by *, e.g. trace_*.")
            @Required
            @Pattern(Formats.METHOD_PATTERN)
            @Size(min = 1, max = 128)
            String name,

            @JsonPropertyDescription("Price of a million requests, as text in units of the currency.")
            @Required
            @Pattern(Formats.AMOUNT)
            String perMillionRequests) {}
}
