package dev.sluice.operator.render;

import dev.sluice.crds.v1alpha1.parameters.GatewayParametersSpec;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.EnvVarBuilder;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How pods see their clients and are seen themselves. What is not asked for is not said, so that nothing changes for pods without it. */
final class Seen {
    private Seen() {}

    static List<EnvVar> environment(GatewayParametersSpec parameters) {
        List<EnvVar> out = new ArrayList<>();
        GatewayParametersSpec.Telemetry telemetry = parameters.telemetry();
        if (telemetry != null && telemetry.accessLog() != null) {
            add(out, "SLUICE_ACCESS_LOG_SAMPLING", telemetry.accessLog().samplingPercent());
        }
        if (telemetry != null && telemetry.tracing() != null) {
            add(out, "SLUICE_TRACING_ENDPOINT", telemetry.tracing().endpoint());
            add(out, "SLUICE_TRACING_SAMPLING", telemetry.tracing().samplingPercent());
        }
        if (Boolean.TRUE.equals(parameters.proxyProtocol())) {
            add(out, "SLUICE_PROXY_PROTOCOL", "true");
        }
        return out;
    }

    private static void add(List<EnvVar> out, String name, @Nullable String value) {
        if (value != null) {
            out.add(new EnvVarBuilder().withName(name).withValue(value).build());
        }
    }
}
