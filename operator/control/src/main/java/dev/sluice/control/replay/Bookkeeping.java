package dev.sluice.control.replay;

import dev.sluice.contract.observation.Observation;
import dev.sluice.contract.snapshot.ConfigSnapshot;
import dev.sluice.control.account.Books;
import dev.sluice.control.account.Budgets;
import dev.sluice.control.account.Ledger;
import java.util.List;

/** Books what was really spent in the recording, from its first reading on. */
final class Bookkeeping {
    private final Ledger providers = Ledger.ofProviders();
    private final Budgets policies = new Budgets();

    Books of(List<Observation> seen, ConfigSnapshot snapshot, long nowMillis) {
        seen.forEach(reading -> {
            providers.absorb(reading, nowMillis);
            policies.absorb(reading, nowMillis);
        });
        policies.serve(List.of(snapshot), nowMillis);
        return Books.of(policies.regulate(nowMillis), List.of(snapshot), providers, nowMillis);
    }
}
