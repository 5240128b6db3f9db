package dev.sluice.operator.loop;

import dev.sluice.contract.delivery.PlanLease;
import dev.sluice.contract.snapshot.ConfigSnapshot;
import dev.sluice.contract.snapshot.Credentials;
import java.util.Optional;

/**
 * What an earlier leader left for a Gateway.
 *
 * @param snapshot empty where there is none, or where it is damaged
 * @param plan empty where there is none
 */
record Recalled(Optional<ConfigSnapshot> snapshot, Credentials credentials, Optional<PlanLease> plan) {

    /** The largest epoch anything of it was written under; 0 where there is nothing. */
    long epoch() {
        return Math.max(
                snapshot.map(ConfigSnapshot::epoch).orElse(0L),
                plan.map(each -> each.plan().epoch()).orElse(0L));
    }
}
