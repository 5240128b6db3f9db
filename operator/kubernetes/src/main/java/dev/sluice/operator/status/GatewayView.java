package dev.sluice.operator.status;

import dev.sluice.contract.snapshot.ConfigSnapshot;
import dev.sluice.control.plan.PlanResult;
import io.fabric8.kubernetes.api.model.Service;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One Gateway at one moment.
 *
 * @param id {@code namespace/name}
 * @param wanted what was translated for it last, with the epoch and revision it is, or will be, written under
 * @param written whether the objects of {@code wanted} are in the cluster
 * @param failure why they are not, in words for a condition; null when nothing went wrong
 * @param service how it is reached, as the API server holds it; empty before it exists
 * @param pods ready or not, terminating ones left out
 * @param planned newest plan; empty before the first
 */
public record GatewayView(
        String id,
        ConfigSnapshot wanted,
        boolean written,
        @Nullable String failure,
        Optional<Service> service,
        List<PodView> pods,
        Optional<PlanResult> planned) {
    public GatewayView {
        pods = List.copyOf(pods);
    }
}
