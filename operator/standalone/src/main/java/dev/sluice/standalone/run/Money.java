package dev.sluice.standalone.run;

import dev.sluice.contract.observation.Observation;
import dev.sluice.contract.snapshot.ConfigSnapshot;
import dev.sluice.control.account.Books;
import dev.sluice.control.account.Budgets;
import dev.sluice.control.account.Ledger;
import java.util.List;

/** What Providers and RoutingPolicies cost since this process started. Owned by the control thread. */
final class Money {
    private final Ledger providers = Ledger.ofProviders();
    private final Budgets policies = new Budgets();

    void absorb(Observation reading, long nowMillis) {
        providers.absorb(reading, nowMillis);
        policies.absorb(reading, nowMillis);
    }

    /** How budgets and quotas stand now. @param snapshots that are served */
    Books books(List<ConfigSnapshot> snapshots, long nowMillis) {
        policies.serve(snapshots, nowMillis);
        return Books.of(policies.regulate(nowMillis), snapshots, providers, nowMillis);
    }
}
