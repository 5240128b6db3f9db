package dev.sluice.server;

import dev.sluice.engine.http.ForbiddenAddresses;
import dev.sluice.engine.http.Reserved;
import dev.sluice.engine.score.Place;
import dev.sluice.server.options.Limits;
import dev.sluice.server.options.Telemetry;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a gateway process is told at its start, by environment variables or by arguments, which win:
 * {@code SLUICE_ADMIN_PORT=9901} is {@code --admin-port=9901}.
 *
 * @param namespace of the Gateway and of the objects it is served from
 * @param name of the Gateway
 * @param pod this process, as observations name it
 * @param bindAddress of listeners and of the admin endpoint
 * @param adminPort of the admin endpoint; 0 for a free one
 * @param stateFolder memory that outlives the container
 * @param eventLoops threads that serve
 * @param accessLog whether each request is a line on standard output
 * @param telemetry how much is told of single requests
 * @param proxyProtocol whether connections begin by a header of the PROXY protocol
 * @param forbidden where no provider may live: not here, unless outside of a cluster, not at the API server's, not at this
 *     pod's own admin port
 * @param cacheMebibytes that answers which are kept may take; 0 keeps none
 * @param drainDelaySeconds how long it accepts although it is not ready any more, so that others notice
 * @param drainSeconds most that requests in flight get after that
 * @param here where it runs
 */
record GatewaySettings(
        String namespace,
        String name,
        String pod,
        String bindAddress,
        int adminPort,
        Path stateFolder,
        int eventLoops,
        boolean accessLog,
        Telemetry telemetry,
        boolean proxyProtocol,
        ForbiddenAddresses forbidden,
        int cacheMebibytes,
        int drainDelaySeconds,
        int drainSeconds,
        Place here) {

    private static final long BYTES_PER_MIB = 1024 * 1024;

    private static final Set<String> KNOWN = new TreeSet<>(Set.of(
            "SLUICE_GATEWAY_NAMESPACE",
            "SLUICE_GATEWAY_NAME",
            "SLUICE_POD_NAME",
            "SLUICE_BIND_ADDRESS",
            "SLUICE_ADMIN_PORT",
            "SLUICE_STATE_DIR",
            "SLUICE_EVENT_LOOPS",
            "SLUICE_ACCESS_LOG",
            "SLUICE_ACCESS_LOG_SAMPLING",
            "SLUICE_TRACING_ENDPOINT",
            "SLUICE_TRACING_SAMPLING",
            "SLUICE_PROXY_PROTOCOL",
            "SLUICE_ALLOW_LOOPBACK",
            "SLUICE_CACHE_MIB",
            "SLUICE_DRAIN_DELAY_SECONDS",
            "SLUICE_DRAIN_SECONDS",
            "SLUICE_REGION",
            "SLUICE_ZONE"));

    /** @throws IllegalArgumentException naming the variable, its value and what was expected */
    static GatewaySettings of(Map<String, String> environment, String... arguments) {
        Map<String, String> given = new HashMap<>(environment);
        for (String argument : arguments) {
            String[] parts = argument.split("=", 2);
            String variable = "SLUICE_"
                    + parts[0].replaceFirst("^--", "").replace('-', '_').toUpperCase(Locale.ROOT);
            if (parts.length != 2 || !parts[0].startsWith("--") || !KNOWN.contains(variable)) {
                throw new IllegalArgumentException(
                        argument + " is no option; the options are --name=VALUE for these variables: " + KNOWN);
            }
            given.put(variable, parts[1]);
        }
        return new GatewaySettings(
                text(given, "SLUICE_GATEWAY_NAMESPACE", given.get("POD_NAMESPACE")),
                text(given, "SLUICE_GATEWAY_NAME", null),
                text(given, "SLUICE_POD_NAME", given.get("POD_NAME")),
                text(given, "SLUICE_BIND_ADDRESS", "0.0.0.0"),
                adminPort(given),
                Path.of(text(given, "SLUICE_STATE_DIR", "/var/run/sluice")),
                number(given, "SLUICE_EVENT_LOOPS", Runtime.getRuntime().availableProcessors(), 1, 256),
                flag(given, "SLUICE_ACCESS_LOG", true),
                telemetry(given),
                flag(given, "SLUICE_PROXY_PROTOCOL", false),
                forbidden(given),
                number(given, "SLUICE_CACHE_MIB", (int) (Limits.CACHE_BYTES / BYTES_PER_MIB), 0, 65_536),
                number(given, "SLUICE_DRAIN_DELAY_SECONDS", 5, 0, 3_600),
                number(given, "SLUICE_DRAIN_SECONDS", 30, 0, 3_600),
                new Place(given.getOrDefault("SLUICE_REGION", ""), given.getOrDefault("SLUICE_ZONE", "")));
    }

    long cacheBytes() {
        return cacheMebibytes * BYTES_PER_MIB;
    }

    /** {@code namespace/name} */
    String gateway() {
        return namespace + "/" + name;
    }

    private static ForbiddenAddresses forbidden(Map<String, String> given) {
        List<Reserved> reserved = new ArrayList<>();
        String apiServer = given.getOrDefault("KUBERNETES_SERVICE_HOST", "");
        if (!apiServer.isBlank()) {
            reserved.add(new Reserved(apiServer, 0, "is the API server"));
        }
        String pod = given.getOrDefault("POD_IP", "");
        if (!pod.isBlank()) {
            reserved.add(new Reserved(pod, adminPort(given), "is this gateway's admin port"));
        }
        return new ForbiddenAddresses(flag(given, "SLUICE_ALLOW_LOOPBACK", false), reserved);
    }

    private static Telemetry telemetry(Map<String, String> given) {
        String collector = given.getOrDefault("SLUICE_TRACING_ENDPOINT", "");
        try {
            return Telemetry.DEFAULT
                    .withAccessLogPpm(ppm(given, "SLUICE_ACCESS_LOG_SAMPLING", "100"))
                    .withSpans(
                            collector.isBlank() ? null : URI.create(collector),
                            ppm(given, "SLUICE_TRACING_SAMPLING", "1"));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "SLUICE_TRACING_ENDPOINT, SLUICE_TRACING_SAMPLING, SLUICE_ACCESS_LOG_SAMPLING: " + e.getMessage(),
                    e);
        }
    }

    /** Percent, to at most four decimals, as parts per million. */
    private static int ppm(Map<String, String> given, String variable, String otherwise) {
        String value = text(given, variable, otherwise);
        try {
            return new BigDecimal(value).movePointRight(4).intValueExact();
        } catch (ArithmeticException | NumberFormatException e) {
            throw new IllegalArgumentException(
                    variable + " is " + value + "; a percentage with at most four decimals is expected", e);
        }
    }

    private static int adminPort(Map<String, String> given) {
        return number(given, "SLUICE_ADMIN_PORT", 9901, 0, 65_535);
    }

    private static String text(Map<String, String> given, String variable, @Nullable String otherwise) {
        String value = given.getOrDefault(variable, "");
        if (!value.isBlank()) {
            return value;
        }
        if (otherwise == null || otherwise.isBlank()) {
            throw new IllegalArgumentException(variable + " is not set; it has no default");
        }
        return otherwise;
    }

    private static int number(Map<String, String> given, String variable, int otherwise, int least, int most) {
        String value = text(given, variable, Integer.toString(otherwise));
        try {
            int number = Integer.parseInt(value);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Said below, as for a number out of bounds.
        }
        throw new IllegalArgumentException(
                variable + " is " + value + "; a number from " + least + " to " + most + " is expected");
    }

    private static boolean flag(Map<String, String> given, String variable, boolean otherwise) {
        String value = text(given, variable, Boolean.toString(otherwise));
        return switch (value) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException(variable + " is " + value + "; true or false is expected");
        };
    }
}
