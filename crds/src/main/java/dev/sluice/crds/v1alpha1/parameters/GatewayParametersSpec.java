package dev.sluice.crds.v1alpha1.parameters;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.sluice.crds.v1alpha1.type.ApiType;
import dev.sluice.crds.v1alpha1.type.Formats;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.api.model.Quantity;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How the pods of a gateway are run. */
@ApiType
@ValidationRule(
        value = "!(has(self.replicas) && has(self.autoscaling))",
        message = "replicas and autoscaling exclude each other")
public record GatewayParametersSpec(
        @JsonPropertyDescription("Number of pods; absent for 2 without autoscaling.") @Min(1) @Max(1000) @Nullable
        Integer replicas,

        @JsonPropertyDescription("Number of pods by load, in place of replicas.") @Nullable
        Autoscaling autoscaling,

        @JsonPropertyDescription("What a pod asks for and may use.") @Nullable
        Resources resources,

        @JsonPropertyDescription("How pods are spread over failure domains.") @Nullable
        Spread spread,

        @JsonPropertyDescription("How a pod leaves.") @Nullable
        Drain drain,

        @JsonPropertyDescription("How the gateway is reached.") @Nullable
        Service service,

        @JsonPropertyDescription("How much is told of single requests.") @Nullable
        Telemetry telemetry,

        @JsonPropertyDescription(
                "true where every connection begins by a header of the PROXY protocol, version 1 or 2, as load balancers can be told to send: the client's address is the one it names, and connections without it are closed; absent for false.")
        @Nullable
        Boolean proxyProtocol) {

    /** Number of pods by load. */
    @ApiType
    @ValidationRule(value = "self.minReplicas <= self.maxReplicas", message = "minReplicas is not above maxReplicas")
    public record Autoscaling(
            @JsonPropertyDescription("Least number of pods.") @Required @Min(1) @Max(1000)
            Integer minReplicas,

            @JsonPropertyDescription("Largest number of pods.") @Required @Min(1) @Max(1000)
            Integer maxReplicas,

            @JsonPropertyDescription("CPU use aimed at, in percent of the request; absent for 60.")
            @Min(1)
            @Max(100)
            @Nullable
            Integer targetCpuPercent) {}

    /** Amounts by resource name, in Kubernetes' form, e.g. cpu: 500m, memory: 256Mi. */
    @ApiType
    public record Resources(
            @JsonPropertyDescription("Amounts reserved.") @Nullable
            Map<String, Quantity> requests,

            @JsonPropertyDescription("Amounts never exceeded.") @Nullable
            Map<String, Quantity> limits) {}

    /** How pods are spread. */
    @ApiType
    public record Spread(
            @JsonPropertyDescription(
                    "Node label whose values are failure domains; absent for topology.kubernetes.io/zone.")
            @Size(min = 1, max = 253)
            @Nullable
            String topologyKey,

            @JsonPropertyDescription("Largest difference of pods between domains; absent for 1.") @Min(1) @Nullable
            Integer maxSkew,

            @JsonPropertyDescription("true leaves a pod unscheduled rather than exceed maxSkew; absent for false.")
            @Nullable
            Boolean required) {}

    /** How a pod leaves. */
    @ApiType
    public record Drain(
            @JsonPropertyDescription(
                    "Wait after readiness fails before listeners close, for load balancers to notice; absent for 5s.")
            @Pattern(Formats.DURATION)
            @Nullable
            String delay,

            @JsonPropertyDescription("Longest wait for requests under way; absent for 30s.")
            @Pattern(Formats.DURATION)
            @Nullable
            String timeout) {}

    /** How much is told of single requests. */
    @ApiType
    public record Telemetry(
            @JsonPropertyDescription("One line per request on standard output.") @Nullable
            AccessLog accessLog,

            @JsonPropertyDescription("Spans of requests and attempts; absent for none.") @Nullable
            Tracing tracing) {}

    /** One line per request. */
    @ApiType
    public record AccessLog(
            @JsonPropertyDescription(
                    "Percent of requests that get a line, as text; those answered 5xx or broken off always do.")
            @Required
            @Pattern(Formats.PERCENTAGE)
            @Size(max = 8)
            String samplingPercent) {}

    /** Spans, by OTLP over HTTP. */
    @ApiType
    public record Tracing(
            @JsonPropertyDescription(
                    "Base of the collector, e.g. http://otel-collector.monitoring:4318; /v1/traces is appended.")
            @Required
            @Pattern("^https?://[^\\s?#@]+$")
            @Size(max = 253)
            String endpoint,

            @JsonPropertyDescription(
                    "Percent of requests that begin a recorded trace, as text; absent for 1. A request that belongs to a trace already follows that.")
            @Pattern(Formats.PERCENTAGE)
            @Size(max = 8)
            @Nullable
            String samplingPercent) {}

    /** How the gateway is reached. */
    @ApiType
    public record Service(
            @JsonPropertyDescription("Type of the Service; absent for LoadBalancer.") @Nullable
            ServiceType type,

            @JsonPropertyDescription("Annotations put on the Service, e.g. for a cloud's load balancer.") @Nullable
            Map<String, String> annotations) {}

    /** Types of a Service. */
    public enum ServiceType {
        @JsonProperty("ClusterIP")
        CLUSTER_IP,
        @JsonProperty("NodePort")
        NODE_PORT,
        @JsonProperty("LoadBalancer")
        LOAD_BALANCER
    }
}
