package dev.sluice.control.plan;

import dev.sluice.contract.observation.ProviderSight.Health;
import dev.sluice.control.forecast.Foresight;
import dev.sluice.control.plan.assess.Assessment;
import dev.sluice.control.plan.assess.Candidate;
import dev.sluice.control.plan.assess.World;
import dev.sluice.control.plan.fill.Percent;
import dev.sluice.control.plan.step.Brake;
import dev.sluice.control.plan.step.Mover;
import dev.sluice.control.plan.step.Standing;
import dev.sluice.control.plan.step.StepLimits;
import dev.sluice.control.plan.worth.Estimate;
import dev.sluice.control.plan.worth.Worth;
import org.jspecify.annotations.Nullable;

/**
 * Words for decisions: short, concrete, in the language of the person on call. First what is going on with the provider, then
 * what happens to its share, e.g. {@code errors 42 % over 10 s, leaving at 8 points per tick; target 0 %}.
 */
final class Explain {
    static final int MAX_CHARS = 100;

    private static final double ALMOST = 1e-6;

    private Explain() {}

    /** Everything a reason may need, for one provider. */
    record Facts(
            Candidate candidate,
            Situation situation,
            Mover mover,
            double next,
            double free,
            @Nullable String binding,
            Brake brake,
            StepLimits limits,
            Worth rest,
            boolean saving,
            World world) {}

    static String reason(Facts facts) {
        if (facts.candidate().refusal() != null) {
            return clip(facts.candidate().refusal());
        }
        return clip(
                switch (facts.situation()) {
                    case NOBODY -> "no provider may serve";
                    case ALL_BAD -> ailment(facts) + "; all are bad, share held";
                    case DISAGREEMENT -> held(facts, "gateways disagree");
                    case NO_DATA -> held(facts, "too little measured");
                    case MEASURED -> measured(facts);
                });
    }

    private static String held(Facts facts, String why) {
        return facts.candidate().standing() == Standing.DOWN
                ? ailment(facts) + movement(facts)
                : "%s: share held at %s".formatted(why, Percent.of(facts.next()));
    }

    private static String measured(Facts facts) {
        Mover mover = facts.mover();
        if (facts.candidate().standing().leaving()) {
            return ailment(facts) + (Math.abs(mover.gap()) > ALMOST ? movement(facts) : stays(facts));
        }
        if (facts.candidate().standing() == Standing.UNKNOWN) {
            return "%d samples of %d needed: share held at %s"
                    .formatted(
                            (int) facts.candidate().estimate().samples(),
                            (int) Estimate.MIN_SAMPLES,
                            Percent.of(facts.next()));
        }
        if (facts.binding() != null) {
            return facts.binding() + "; " + Percent.of(facts.free()) + " without it" + settling(facts);
        }
        if (facts.brake() == Brake.NONE || facts.brake() == Brake.DEAD_BAND) {
            return steady(facts);
        }
        Worth worth = facts.candidate().worth();
        return (mover.gap() > 0 ? worth.merit(facts.rest()) : worth.flaw(facts.rest()))
                + (facts.saving() ? ", to keep the budget" : "")
                + movement(facts);
    }

    /** What is wrong, worst first. */
    private static String ailment(Facts facts) {
        Candidate candidate = facts.candidate();
        Estimate estimate = candidate.estimate();
        if (estimate.foreseen() != null && candidate.standing() == Standing.DECLINING) {
            return "forecast for %d s %s: errors %s, %s late"
                    .formatted(
                            Foresight.HORIZON_SECONDS,
                            estimate.foreseen(),
                            Percent.of(estimate.errorRate()),
                            Percent.of(1 - estimate.attainment()));
        }
        Health health = candidate.view().health();
        if (health == Health.EJECTED) {
            return "ejected by gateways" + because(candidate.view().lastError());
        }
        if (health == Health.UNHEALTHY && candidate.standing() == Standing.DOWN) {
            return "unhealthy by probes" + because(candidate.view().lastError());
        }
        if (estimate.errorRate() > Assessment.DECLINING_ERROR_RATE || estimate.attainment() < 0) {
            return "errors %s over %d s".formatted(Percent.of(estimate.errorRate()), estimate.seconds());
        }
        return "p95 %s ms, %s over the latency target"
                .formatted(estimate.p95Nanos() / 1_000_000, Percent.of(1 - estimate.attainment()));
    }

    private static String because(@Nullable String error) {
        return error == null ? "" : " (" + (error.length() > 30 ? error.substring(0, 29) + "…" : error) + ")";
    }

    private static String movement(Facts facts) {
        Mover mover = facts.mover();
        String target = Percent.of(mover.target());
        StepLimits limits = facts.limits();
        long now = facts.world().nowNanos();
        return switch (facts.brake()) {
            case NONE -> ", now at its target " + target;
            case DEAD_BAND -> stays(facts);
            case COOLING ->
                ", waits %d s after its last fall; target %s"
                        .formatted(secondsLeft(mover.state().badFallNanos(), StepLimits.COOL_DOWN_NANOS, now), target);
            case STABILIZING ->
                ", in %d s if it lasts; target %s"
                        .formatted(
                                mover.gap() > 0
                                        ? secondsLeft(
                                                mover.state().riseSinceNanos(), limits.backStabilizationNanos(), now)
                                        : secondsLeft(
                                                mover.state().fallSinceNanos(), limits.awayStabilizationNanos(), now),
                                target);
            case RATE ->
                Math.abs(facts.next() - mover.from()) < ALMOST
                        ? ", waits until others may take it; target " + target
                        : ", %s %s points per tick; target %s"
                                .formatted(verb(facts), Percent.points(Math.abs(facts.next() - mover.from())), target);
        };
    }

    private static String verb(Facts facts) {
        if (facts.mover().gap() < 0) {
            return facts.candidate().standing().leaving() ? "leaving at" : "falling by";
        }
        return facts.mover().state().badFallNanos() != null ? "returning at" : "rising by";
    }

    private static String settling(Facts facts) {
        return facts.brake() == Brake.RATE || facts.brake() == Brake.STABILIZING
                ? "; on the way to " + Percent.of(facts.mover().target())
                : "";
    }

    private static String stays(Facts facts) {
        return ", stays at " + Percent.of(facts.next());
    }

    private static String steady(Facts facts) {
        if (facts.next() <= facts.mover().floor() + ALMOST) {
            return facts.candidate().worth().flaw(facts.rest()) + ": exploration only, " + Percent.of(facts.next());
        }
        Estimate estimate = facts.candidate().estimate();
        String p95 = estimate.p95Nanos() < 0 ? "?" : String.valueOf(estimate.p95Nanos() / 1_000_000);
        return "steady at " + Percent.of(facts.next()) + ": errors " + Percent.of(estimate.errorRate()) + ", p95 " + p95
                + " ms";
    }

    private static long secondsLeft(@Nullable Long since, long lengthNanos, long nowNanos) {
        return since == null
                ? lengthNanos / 1_000_000_000
                : Math.max(1, Math.ceilDiv(lengthNanos - (nowNanos - since), 1_000_000_000L));
    }

    static String clip(String words) {
        return words.length() < MAX_CHARS ? words : words.substring(0, MAX_CHARS - 2) + "…";
    }
}
