package dev.sluice.control.translate.provider;

import dev.sluice.contract.snapshot.HealthCheck;
import dev.sluice.control.translate.value.FieldReader;
import dev.sluice.control.translate.value.Findings;
import dev.sluice.crds.v1alpha1.provider.Api;
import dev.sluice.crds.v1alpha1.provider.HealthCheckSpec;
import dev.sluice.crds.v1alpha1.provider.ProviderSpec;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Probes with their defaults. */
final class HealthCheckTranslator {
    private static final long INTERVAL_NANOS = 5_000_000_000L;
    private static final long TIMEOUT_NANOS = 1_000_000_000L;
    private static final int UNHEALTHY_THRESHOLD = 3;
    private static final int HEALTHY_THRESHOLD = 2;

    private HealthCheckTranslator() {}

    static @Nullable HealthCheck translate(ProviderSpec spec, Findings findings) {
        HealthCheckSpec check = spec.healthCheck();
        if (check == null) {
            return null;
        }
        FieldReader read = new FieldReader(findings);
        String path = "spec.healthCheck";
        return new HealthCheck(
                kind(check.type()),
                read.positiveNanos(path + ".interval", check.interval(), INTERVAL_NANOS),
                read.positiveNanos(path + ".timeout", check.timeout(), TIMEOUT_NANOS),
                Objects.requireNonNullElse(check.unhealthyThreshold(), UNHEALTHY_THRESHOLD),
                Objects.requireNonNullElse(check.healthyThreshold(), HEALTHY_THRESHOLD),
                subject(path, check, spec, findings));
    }

    private static String subject(String path, HealthCheckSpec check, ProviderSpec spec, Findings findings) {
        if (check.jsonrpc() != null && check.type() != HealthCheckSpec.Type.JSONRPC) {
            findings.invalid(path + ".jsonrpc", "does not fit type " + check.type(), "type JSONRPC");
        }
        if (check.http() != null && check.type() != HealthCheckSpec.Type.HTTP) {
            findings.invalid(path + ".http", "does not fit type " + check.type(), "type HTTP");
        }
        return switch (check.type()) {
            case TCP -> "";
            case HTTP ->
                check.http() == null || check.http().path() == null
                        ? "/"
                        : check.http().path();
            case JSONRPC -> {
                if (spec.api() != Api.JSONRPC) {
                    findings.invalid(path + ".type", "is JSONRPC for a provider of api " + spec.api(), "HTTP or TCP");
                }
                if (check.jsonrpc() == null) {
                    findings.invalid(
                            path + ".jsonrpc", "is missing", "the method to call, e.g. {method: eth_blockNumber}");
                    yield "";
                }
                yield check.jsonrpc().method();
            }
        };
    }

    private static HealthCheck.Kind kind(HealthCheckSpec.Type type) {
        return switch (type) {
            case TCP -> HealthCheck.Kind.TCP;
            case HTTP -> HealthCheck.Kind.HTTP;
            case JSONRPC -> HealthCheck.Kind.JSONRPC;
        };
    }
}
