package dev.sluice.standalone.preview;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What {@code sluice preview --json} prints. Shares and rates are fractions from 0 to 1, money is in whole units by currency;
 * {@code was} is what happened, {@code before} what the planner makes of it with the manifests as they are, {@code after} with the
 * change.
 *
 * @param objectivesMissed whether an objective would be missed under the change: exit code 1
 * @param gateways those of which something was recorded
 * @param scenarios that were asked for
 * @param notes what was left out, and why
 */
record PreviewReport(
        boolean objectivesMissed, List<GatewayDiff> gateways, List<ScenarioDiff> scenarios, List<String> notes) {

    record GatewayDiff(
            String gateway,
            long fromMillis,
            long untilMillis,
            int readings,
            List<ClassDiff> classes,
            List<ObjectiveDiff> objectives,
            List<String> findings) {}

    /** @param measuredAs the class whose measurements stand for this one; the same where it has its own */
    record ClassDiff(
            String policy,
            String pool,
            @JsonProperty("class") String requestClass,
            String measuredAs,
            long requests,
            List<ShareDiff> shares,
            @Nullable Figures before,
            Figures after) {}

    /** Means over the requests; null where a provider is no member then. @param atTheEnd of the last plan under the change */
    record ShareDiff(
            String provider,
            @Nullable Double was,
            @Nullable Double before,
            @Nullable Double after,
            @Nullable Double atTheEnd) {}

    /** @param inTime part of the answers; @param unmeasured part of the requests that goes to providers nothing is known of */
    record Figures(double answered, double inTime, Map<String, Double> costPerMillion, double unmeasured) {}

    /** @param before null where the policy is new */
    record ObjectiveDiff(
            String policy,
            String objective,
            double target,
            @Nullable Double before,
            double after,
            boolean missedBefore,
            boolean missed) {}

    record ScenarioDiff(
            String scenario,
            String title,
            String policy,
            int seeds,
            List<ShareDiff> shares,
            Figures before,
            Figures after,
            List<ObjectiveDiff> objectives) {}
}
