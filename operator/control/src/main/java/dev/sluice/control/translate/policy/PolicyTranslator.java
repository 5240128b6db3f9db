package dev.sluice.control.translate.policy;

import dev.sluice.contract.snapshot.Objectives;
import dev.sluice.contract.snapshot.Policy;
import dev.sluice.contract.snapshot.Retry;
import dev.sluice.contract.snapshot.Timeouts;
import dev.sluice.control.resolve.ObjectRef;
import dev.sluice.control.translate.value.Amounts;
import dev.sluice.control.translate.value.FieldReader;
import dev.sluice.control.translate.value.Findings;
import dev.sluice.crds.v1alpha1.RoutingPolicy;
import dev.sluice.crds.v1alpha1.policy.ConstraintsSpec;
import dev.sluice.crds.v1alpha1.policy.HedgeSpec;
import dev.sluice.crds.v1alpha1.policy.Intent;
import dev.sluice.crds.v1alpha1.policy.ObjectivesSpec;
import dev.sluice.crds.v1alpha1.policy.RetrySpec;
import dev.sluice.crds.v1alpha1.policy.RoutingPolicySpec;
import dev.sluice.crds.v1alpha1.policy.TimeoutsSpec;
import dev.sluice.crds.v1alpha1.type.Formats;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A RoutingPolicy in integers. What this version cannot do yet is refused, never ignored. */
final class PolicyTranslator {
    private static final int DEFAULT_HEDGE_BUDGET_PERCENT = 5;
    private static final long DEFAULT_WINDOW_NANOS = 720L * 3_600_000_000_000L;

    private static final int FIRST_FAILURE = 400;
    private static final int LAST_FAILURE = 599;

    private PolicyTranslator() {}

    /** The draft means nothing where {@code findings} are not valid. */
    static PolicyDraft translate(RoutingPolicy policy, ClientKeySecrets secrets, Findings findings) {
        RoutingPolicySpec spec = policy.getSpec();
        FieldReader read = new FieldReader(findings);
        refuseUnsupported(spec, findings);
        return new PolicyDraft(
                ObjectRef.of(policy).id(),
                Objects.requireNonNullElse(policy.getMetadata().getGeneration(), 0L),
                intent(spec.intent()),
                objectives(ObjectRef.of(policy).id(), spec.objectives(), read, findings),
                ConstraintsTranslator.translate(ObjectRef.namespace(policy), spec.constraints(), findings),
                refuse(spec.constraints()),
                RequestClassTranslator.translate(ObjectRef.of(policy).id(), spec.requestClasses(), findings),
                retry(spec.retry(), read, findings),
                hedge(spec.hedge(), findings),
                timeouts(spec.timeouts(), read, findings),
                ShiftDraft.of(spec.shift(), findings),
                ClientsTranslator.translate(policy, secrets, findings),
                EventTranslator.translate(spec.forecastEvents(), findings),
                CacheTranslator.translate(spec.cache(), findings));
    }

    private static void refuseUnsupported(RoutingPolicySpec spec, Findings findings) {
        if (spec.integrity() != null) {
            findings.unsupported("spec.integrity", "verifying answers");
        }
    }

    private static Policy.@Nullable Intent intent(@Nullable Intent intent) {
        return switch (intent) {
            case null -> null;
            case FASTEST -> Policy.Intent.FASTEST;
            case CHEAPEST -> Policy.Intent.CHEAPEST;
            case BALANCED -> Policy.Intent.BALANCED;
            case MOST_TRUSTED -> Policy.Intent.MOST_TRUSTED;
        };
    }

    private static Objectives objectives(
            String policy, @Nullable ObjectivesSpec spec, FieldReader read, Findings findings) {
        if (spec == null) {
            return Objectives.NONE;
        }
        String path = "spec.objectives.";
        ObjectivesSpec.Availability availability = spec.availability();
        ObjectivesSpec.Latency latency = spec.latency();
        ObjectivesSpec.Budget budget = spec.budget();
        if (budget != null && budget.perDay() == null && budget.perMonth() == null) {
            findings.invalid(path + "budget", "limits nothing", "perDay or perMonth");
        }
        return new Objectives(
                availability == null
                        ? null
                        : new Objectives.Availability(
                                read.ppm(path + "availability.target", availability.target(), 0),
                                read.positiveNanos(
                                        path + "availability.window", availability.window(), DEFAULT_WINDOW_NANOS)),
                latency == null
                        ? null
                        : new Objectives.Latency(
                                latency.percentile() * Amounts.PPM_PER_PERCENT,
                                read.positiveNanos(path + "latency.target", latency.target(), DEFAULT_WINDOW_NANOS)),
                budget == null
                        ? List.of()
                        : List.of(new Objectives.Budget(
                                policy,
                                budget.currency(),
                                read.positiveMicros(path + "budget.perDay", budget.perDay()),
                                read.positiveMicros(path + "budget.perMonth", budget.perMonth()),
                                budget.onExhausted() == ObjectivesSpec.OnExhausted.REFUSE)));
    }

    private static @Nullable Boolean refuse(@Nullable ConstraintsSpec spec) {
        return spec == null || spec.onInfeasible() == null
                ? null
                : spec.onInfeasible() == ConstraintsSpec.OnInfeasible.REFUSE;
    }

    private static @Nullable Retry retry(@Nullable RetrySpec spec, FieldReader read, Findings findings) {
        if (spec == null) {
            return null;
        }
        for (int i = 0; i < spec.codes().size(); i++) {
            int code = spec.codes().get(i);
            if (code < FIRST_FAILURE || code > LAST_FAILURE) {
                findings.invalid(
                        "spec.retry.codes[" + i + "]",
                        code + " is no answer that says of a failure",
                        "a code from " + FIRST_FAILURE + " to " + LAST_FAILURE);
            }
        }
        return new Retry(
                Objects.requireNonNullElse(spec.attempts(), Retry.DEFAULT.attempts()),
                read.nanos("spec.retry.perTryTimeout", spec.perTryTimeout(), 0),
                read.nanos("spec.retry.backoff", spec.backoff(), 0),
                spec.codes().isEmpty() ? Retry.DEFAULT.codes() : spec.codes());
    }

    private static Policy.@Nullable Hedge hedge(@Nullable HedgeSpec spec, Findings findings) {
        if (spec == null) {
            return null;
        }
        if (!spec.after().matches(Formats.QUANTILE)) {
            findings.invalid("spec.hedge.after", "\"" + spec.after() + "\" cannot be read", "a quantile such as P95");
            return null;
        }
        return new Policy.Hedge(
                Integer.parseInt(spec.after().substring(1)) * Amounts.PPM_PER_PERCENT,
                Objects.requireNonNullElse(spec.budgetPercent(), DEFAULT_HEDGE_BUDGET_PERCENT));
    }

    private static Timeouts timeouts(@Nullable TimeoutsSpec spec, FieldReader read, Findings findings) {
        if (spec == null) {
            return Timeouts.UNSET;
        }
        Long request = read.nanos("spec.timeouts.request", spec.request());
        Long backend = read.nanos("spec.timeouts.backend", spec.backend());
        if (request != null && backend != null && request > 0 && backend > request) {
            findings.invalid(
                    "spec.timeouts.backend",
                    "\"" + spec.backend() + "\" is longer than the whole request's \"" + spec.request() + "\"",
                    "at most as long");
        }
        return new Timeouts(request, backend);
    }
}
