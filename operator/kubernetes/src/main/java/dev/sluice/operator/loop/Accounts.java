package dev.sluice.operator.loop;

import dev.sluice.contract.observation.Observation;
import dev.sluice.control.account.Ledger;
import dev.sluice.control.resolve.ObjectRef;
import dev.sluice.control.resolve.Resources;
import dev.sluice.crds.v1alpha1.Provider;
import dev.sluice.crds.v1alpha1.provider.Accounting;
import dev.sluice.crds.v1alpha1.provider.PriceSpec;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** What Providers cost, from where an earlier leader's checkpoint ended. Owned by the control thread. */
final class Accounts {
    private final Ledger ledger = new Ledger();
    private final Set<String> restored = new HashSet<>();

    void absorb(Observation reading, long nowMillis) {
        ledger.absorb(reading, nowMillis);
    }

    /** By Provider, {@code namespace/name}; each one's checkpoint is taken over when it is first seen. */
    Map<String, Accounting> of(Resources resources, long nowMillis) {
        Map<String, Accounting> accounting = new HashMap<>();
        for (Provider provider : resources.providers()) {
            String id = ObjectRef.of(provider).id();
            if (restored.add(id) && provider.getStatus() != null) {
                Accounting written = provider.getStatus().accounting();
                if (written != null) {
                    ledger.restore(id, written, nowMillis);
                }
            }
            PriceSpec price = provider.getSpec().price();
            if (price != null) {
                ledger.priced(id, price.currency(), nowMillis);
            }
            ledger.checkpoint(id, nowMillis).ifPresent(each -> accounting.put(id, each));
        }
        restored.retainAll(accounting.keySet());
        ledger.retain(accounting.keySet());
        return accounting;
    }
}
