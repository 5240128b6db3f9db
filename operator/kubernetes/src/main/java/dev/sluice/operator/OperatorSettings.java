package dev.sluice.operator;

import dev.sluice.operator.render.GatewayImage;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the chart tells the process by environment variables.
 *
 * @param namespace it runs in; its Lease is there
 * @param identity of this replica: {@code pod_address}, as the Lease names its holder
 * @param leaseName of the Lease that says who leads
 * @param watchNamespaces it works in; empty for all
 * @param gatewayImage what it runs for a Gateway
 * @param prometheus where prices are read from metrics; null for nowhere
 * @param pagePort where the page answers
 */
public record OperatorSettings(
        String namespace,
        String identity,
        String leaseName,
        List<String> watchNamespaces,
        GatewayImage gatewayImage,
        @Nullable URI prometheus,
        int pagePort) {
    private static final String CONTROLLER = "sluice.dev/gateway";

    public OperatorSettings {
        watchNamespaces = List.copyOf(watchNamespaces);
    }

    /** @throws IllegalArgumentException naming the variable and what is expected */
    public static OperatorSettings of(Map<String, String> environment) {
        String controller = environment.getOrDefault("SLUICE_CONTROLLER_NAME", CONTROLLER);
        if (!controller.equals(CONTROLLER)) {
            throw new IllegalArgumentException(
                    "SLUICE_CONTROLLER_NAME is " + controller + "; this operator is " + CONTROLLER);
        }
        return new OperatorSettings(
                text(environment, "POD_NAMESPACE", "default"),
                text(
                                environment,
                                "POD_NAME",
                                "operator-" + ProcessHandle.current().pid()) + "_"
                        + text(environment, "POD_IP", "127.0.0.1"),
                text(environment, "SLUICE_LEASE_NAME", "sluice"),
                list(environment, "SLUICE_WATCH_NAMESPACES"),
                new GatewayImage(
                        text(environment, "SLUICE_GATEWAY_IMAGE", "sluice-gateway:latest"),
                        text(environment, "SLUICE_GATEWAY_IMAGE_PULL_POLICY", "IfNotPresent"),
                        list(environment, "SLUICE_GATEWAY_IMAGE_PULL_SECRETS")),
                uri(environment, "SLUICE_PROMETHEUS_URL"),
                Integer.parseInt(text(environment, "SLUICE_PAGE_PORT", "8080")));
    }

    private static String text(Map<String, String> environment, String variable, String otherwise) {
        String value = environment.getOrDefault(variable, "");
        return value.isBlank() ? otherwise : value;
    }

    private static @Nullable URI uri(Map<String, String> environment, String variable) {
        String value = environment.getOrDefault(variable, "").strip();
        if (value.isEmpty()) {
            return null;
        }
        try {
            URI uri = new URI(value);
            if (uri.getHost() != null && List.of("http", "https").contains(String.valueOf(uri.getScheme()))) {
                return uri;
            }
        } catch (URISyntaxException e) {
            // Said below, in the words of who set it.
        }
        throw new IllegalArgumentException(
                variable + " is " + value + "; expected a URL such as http://prometheus.monitoring:9090");
    }

    private static List<String> list(Map<String, String> environment, String variable) {
        return Arrays.stream(environment.getOrDefault(variable, "").split(","))
                .map(String::strip)
                .filter(each -> !each.isEmpty())
                .toList();
    }
}
