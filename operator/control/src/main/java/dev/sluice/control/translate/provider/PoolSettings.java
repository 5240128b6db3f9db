package dev.sluice.control.translate.provider;

import dev.sluice.contract.snapshot.Pool;
import dev.sluice.control.translate.value.FieldReader;
import dev.sluice.control.translate.value.Findings;
import dev.sluice.crds.v1alpha1.pool.CircuitBreakerSpec;
import dev.sluice.crds.v1alpha1.pool.ConcurrencyLimitSpec;
import dev.sluice.crds.v1alpha1.pool.LoadBalancerSpec;
import dev.sluice.crds.v1alpha1.pool.OutlierDetectionSpec;
import dev.sluice.crds.v1alpha1.pool.RetryBudgetSpec;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A pool's numbers with their defaults. */
final class PoolSettings {
    private PoolSettings() {}

    static Pool.LoadBalancer loadBalancer(@Nullable LoadBalancerSpec spec) {
        return switch (spec == null ? LoadBalancerSpec.Type.PLAN_WEIGHTED_P2C : spec.type()) {
            case PLAN_WEIGHTED_P2C -> Pool.LoadBalancer.PLAN_WEIGHTED_P2C;
            case ROUND_ROBIN -> Pool.LoadBalancer.ROUND_ROBIN;
            case LEAST_REQUEST -> Pool.LoadBalancer.LEAST_REQUEST;
            case CONSISTENT_HASH -> Pool.LoadBalancer.CONSISTENT_HASH;
            case FAILOVER -> Pool.LoadBalancer.FAILOVER;
            case WEIGHTED_SCORE -> Pool.LoadBalancer.WEIGHTED_SCORE;
        };
    }

    /** Null where nothing is hashed. */
    static Pool.@Nullable HashOn hashOn(@Nullable LoadBalancerSpec spec, Findings findings) {
        boolean hashes = spec != null && spec.type() == LoadBalancerSpec.Type.CONSISTENT_HASH;
        LoadBalancerSpec.ConsistentHash hash = spec == null ? null : spec.consistentHash();
        if (hashes != (hash != null)) {
            findings.invalid(
                    "spec.loadBalancer.consistentHash",
                    hashes ? "is missing: nothing says what is hashed" : "is given, and the type is another",
                    "it with type ConsistentHash, and only then");
        }
        if (!hashes || hash == null) {
            return null;
        }
        String header = Objects.requireNonNullElse(hash.header(), "");
        boolean byHeader = hash.type() == LoadBalancerSpec.HashType.HEADER;
        if (byHeader == header.isEmpty()) {
            findings.invalid(
                    "spec.loadBalancer.consistentHash.header",
                    byHeader ? "is missing" : "is given, and the type is another",
                    "it with type Header, and only then");
        }
        return switch (hash.type()) {
            case SOURCE_IP -> new Pool.HashOn(Pool.HashOn.By.SOURCE_IP, "");
            case HEADER -> new Pool.HashOn(Pool.HashOn.By.HEADER, header.toLowerCase(Locale.ROOT));
            case REQUEST -> new Pool.HashOn(Pool.HashOn.By.REQUEST, "");
        };
    }

    /** Empty where nothing is scored. */
    static List<Pool.Scorer> scorers(@Nullable LoadBalancerSpec spec, Findings findings) {
        boolean scores = spec != null && spec.type() == LoadBalancerSpec.Type.WEIGHTED_SCORE;
        List<LoadBalancerSpec.Scorer> written = spec == null || spec.scorers() == null ? List.of() : spec.scorers();
        if (scores == written.isEmpty()) {
            findings.invalid(
                    "spec.loadBalancer.scorers",
                    scores
                            ? "is missing: nothing says what providers are judged by"
                            : "is given, and the type is another",
                    "it with type WeightedScore, and only then");
            return List.of();
        }
        if (written.stream().map(LoadBalancerSpec.Scorer::name).distinct().count() < written.size()) {
            findings.invalid("spec.loadBalancer.scorers", "has a name twice", "each name once, with its whole weight");
        }
        return written.stream()
                .map(each -> new Pool.Scorer(scorer(each.name()), or(each.weight(), 1)))
                .toList();
    }

    static int overprovisioningPercent(@Nullable LoadBalancerSpec spec) {
        return or(spec == null ? null : spec.overprovisioningPercent(), Pool.DEFAULT_OVERPROVISIONING_PERCENT);
    }

    private static Pool.Scorer.Name scorer(LoadBalancerSpec.ScorerName name) {
        return switch (name) {
            case LATENCY -> Pool.Scorer.Name.LATENCY;
            case TAIL_LATENCY -> Pool.Scorer.Name.TAIL_LATENCY;
            case ERRORS -> Pool.Scorer.Name.ERRORS;
            case HEAD_LAG -> Pool.Scorer.Name.HEAD_LAG;
            case PRICE -> Pool.Scorer.Name.PRICE;
            case HEADROOM -> Pool.Scorer.Name.HEADROOM;
            case TRUST -> Pool.Scorer.Name.TRUST;
            case DIVERSITY -> Pool.Scorer.Name.DIVERSITY;
            case LOCALITY -> Pool.Scorer.Name.LOCALITY;
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

    static Pool.@Nullable ConcurrencyLimit concurrencyLimit(@Nullable ConcurrencyLimitSpec spec, Findings findings) {
        if (spec == null) {
            return null;
        }
        Pool.ConcurrencyLimit absent = Pool.ConcurrencyLimit.DEFAULT;
        int min = or(spec.min(), absent.min());
        int max = or(spec.max(), absent.max());
        if (max < min) {
            findings.invalid("spec.concurrencyLimit.min", min + " is above max, " + max, "at most max");
            return null;
        }
        return switch (spec.type()) {
            case GRADIENT2 -> new Pool.ConcurrencyLimit(min, max);
        };
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
