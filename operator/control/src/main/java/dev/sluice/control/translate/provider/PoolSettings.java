package dev.sluice.control.translate.provider;

import dev.sluice.contract.snapshot.Pool;
import dev.sluice.control.status.Reason;
import dev.sluice.control.translate.value.FieldReader;
import dev.sluice.control.translate.value.Findings;
import dev.sluice.crds.v1alpha1.pool.CircuitBreakerSpec;
import dev.sluice.crds.v1alpha1.pool.LoadBalancerSpec;
import dev.sluice.crds.v1alpha1.pool.OutlierDetectionSpec;
import dev.sluice.crds.v1alpha1.pool.RetryBudgetSpec;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A pool's numbers with their defaults. */
final class PoolSettings {
    private PoolSettings() {}

    static Pool.LoadBalancer loadBalancer(@Nullable LoadBalancerSpec spec, Findings findings) {
        return switch (spec == null ? LoadBalancerSpec.Type.PLAN_WEIGHTED_P2C : spec.type()) {
            case PLAN_WEIGHTED_P2C -> Pool.LoadBalancer.PLAN_WEIGHTED_P2C;
            case ROUND_ROBIN -> Pool.LoadBalancer.ROUND_ROBIN;
            case LEAST_REQUEST -> Pool.LoadBalancer.LEAST_REQUEST;
            case CONSISTENT_HASH -> {
                findings.invalid(
                        Reason.UNSUPPORTED_VALUE,
                        "spec.loadBalancer.type",
                        "ConsistentHash is not supported by this version, since no field says what is hashed",
                        "PlanWeightedP2C, RoundRobin, LeastRequest or Failover");
                yield Pool.LoadBalancer.PLAN_WEIGHTED_P2C;
            }
            case FAILOVER -> Pool.LoadBalancer.FAILOVER;
        };
    }

    static Pool.CircuitBreaker circuitBreaker(@Nullable CircuitBreakerSpec spec) {
        Pool.CircuitBreaker absent = Pool.CircuitBreaker.DEFAULT;
        return spec == null
                ? absent
                : new Pool.CircuitBreaker(
                        or(spec.maxConnections(), absent.maxConnections()),
                        or(spec.maxPendingRequests(), absent.maxPendingRequests()),
                        or(spec.maxRequests(), absent.maxRequests()));
    }

    static Pool.RetryBudget retryBudget(@Nullable RetryBudgetSpec spec) {
        Pool.RetryBudget absent = Pool.RetryBudget.DEFAULT;
        return spec == null
                ? absent
                : new Pool.RetryBudget(
                        or(spec.percent(), absent.percent()), or(spec.minPerSecond(), absent.minPerSecond()));
    }

    static Pool.OutlierDetection outlierDetection(@Nullable OutlierDetectionSpec spec, Findings findings) {
        Pool.OutlierDetection absent = Pool.OutlierDetection.DEFAULT;
        if (spec == null) {
            return absent;
        }
        FieldReader read = new FieldReader(findings);
        String path = "spec.outlierDetection.";
        OutlierDetectionSpec.SuccessRate rate =
                Objects.requireNonNullElse(spec.successRate(), new OutlierDetectionSpec.SuccessRate(null, null, null));
        return new Pool.OutlierDetection(
                or(spec.consecutiveGatewayErrors(), absent.consecutiveGatewayErrors()),
                read.positiveNanos(path + "interval", spec.interval(), absent.intervalNanos()),
                read.positiveNanos(path + "baseEjectionTime", spec.baseEjectionTime(), absent.baseEjectionNanos()),
                read.positiveNanos(path + "maxEjectionTime", spec.maxEjectionTime(), absent.maxEjectionNanos()),
                or(spec.maxEjectionPercent(), absent.maxEjectionPercent()),
                read.thousandths(
                        path + "successRate.standardDeviations",
                        rate.standardDeviations(),
                        absent.successRateStdevThousandths()),
                or(rate.minimumHosts(), absent.successRateMinimumHosts()),
                or(rate.requestVolume(), absent.successRateRequestVolume()));
    }

    private static int or(@Nullable Integer written, int absent) {
        return written == null ? absent : written;
    }
}
