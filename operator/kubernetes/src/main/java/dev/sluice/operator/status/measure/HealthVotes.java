package dev.sluice.operator.status.measure;

import dev.sluice.contract.observation.ProviderSight;
import dev.sluice.contract.observation.ProviderSight.Health;
import dev.sluice.contract.snapshot.Provider;
import dev.sluice.control.plan.PlanFinding.Kind;
import dev.sluice.control.status.Condition;
import dev.sluice.control.status.Condition.Status;
import dev.sluice.operator.status.Known;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Whether providers are healthy, by majority of the gateway pods that can tell. A verdict outlives for a while the pods that
 * gave it, so that a rollout makes nothing Unknown. Owned by one thread.
 */
public final class HealthVotes {
    static final long KEPT_MILLIS = 60_000;
    private static final Condition UNKNOWN =
            MeasuredCondition.HEALTHY.is(Status.UNKNOWN, "NoData", "nothing was measured yet");

    private final Map<String, Verdict> kept = new HashMap<>();

    private record Verdict(Condition condition, long atMillis) {}

    /** By seller; those nobody spoke of are left out. */
    Map<String, Condition> count(Known known) {
        Map<String, Tally> tallies = new TreeMap<>();
        known.gateways().stream()
                .flatMap(gateway -> gateway.pods().stream())
                .flatMap(pod -> pod.observation().stream())
                .flatMap(observation -> observation.providers().stream())
                .forEach(sight -> tallies.computeIfAbsent(sight.provider(), id -> new Tally())
                        .add(sight));
        Map<String, Condition> now = new HashMap<>();
        tallies.forEach((id, tally) -> {
            Condition verdict = tally.verdict(id);
            if (verdict != null) {
                now.merge(Provider.sellerOf(id), verdict, HealthVotes::worse);
            }
        });
        now.replaceAll((seller, verdict) -> verdict.holds() ? doubted(known, seller, verdict) : verdict);
        now.forEach((seller, verdict) -> kept.put(seller, new Verdict(verdict, known.nowMillis())));
        kept.values().removeIf(verdict -> known.nowMillis() - verdict.atMillis() > KEPT_MILLIS);
        Map<String, Condition> all = new HashMap<>();
        kept.forEach((seller, verdict) -> all.put(seller, verdict.condition()));
        return all;
    }

    /** Probes alone made it look well. */
    private static Condition doubted(Known known, String seller, Condition verdict) {
        String told = Findings.told(
                known.gateways(),
                finding -> finding.kind() == Kind.PROBES_FLATTER
                        && Provider.sellerOf(finding.subject()).equals(seller));
        return told.isEmpty() ? verdict : MeasuredCondition.HEALTHY.is(Status.TRUE, "OnlyForProbes", told);
    }

    static Condition unknown() {
        return UNKNOWN;
    }

    /** A seller is as good as the worst of its chains. */
    private static Condition worse(Condition one, Condition other) {
        return one.holds() ? other : one;
    }

    private static final class Tally {
        private int good;
        private int bad;
        private Health worst = Health.UNHEALTHY;
        private @Nullable String error;

        void add(ProviderSight sight) {
            switch (sight.health()) {
                case HEALTHY -> good++;
                case UNHEALTHY, EJECTED -> {
                    bad++;
                    worst = sight.health();
                    error = sight.lastError() == null ? error : sight.lastError();
                }
                case UNKNOWN -> {}
            }
        }

        /** Null where nobody can tell. */
        @Nullable
        Condition verdict(String id) {
            if (good + bad == 0) {
                return null;
            }
            if (bad <= good) {
                return MeasuredCondition.HEALTHY.is(Status.TRUE, "Healthy", "it answers as it should");
            }
            String chain = id.contains("@") ? " on " + id.substring(id.indexOf('@') + 1) : "";
            return MeasuredCondition.HEALTHY.is(
                    Status.FALSE,
                    worst == Health.EJECTED ? "Ejected" : "Unhealthy",
                    "%d of %d gateway pods find it %s%s%s"
                            .formatted(
                                    bad,
                                    good + bad,
                                    worst == Health.EJECTED ? "ejected" : "unhealthy",
                                    chain,
                                    error == null ? "" : ": " + error));
        }
    }
}
