package dev.sluice.operator.status;

import dev.sluice.control.account.QuoteStand;
import dev.sluice.control.resolve.Resources;
import dev.sluice.control.status.ObjectStatus;
import dev.sluice.crds.v1alpha1.provider.Accounting;
import java.util.List;
import java.util.Map;

/**
 * Everything that statuses are made from, at one moment.
 *
 * @param resources as gathered, with the statuses they carry now
 * @param statuses what the translator says of each object, without Programmed
 * @param gateways one per Gateway that is served
 * @param accounting spend and quota by provider, {@code namespace/name}
 * @param policies money by RoutingPolicy, {@code namespace/name}
 * @param quotes prices that are read from metrics, by provider
 * @param checkpointNow whether {@code accounting} is written down now, though the last time was a moment ago
 * @param nowMillis wall clock
 */
public record Known(
        Resources resources,
        List<ObjectStatus> statuses,
        List<GatewayView> gateways,
        Map<String, Accounting> accounting,
        Map<String, PolicyMoney> policies,
        Map<String, QuoteStand> quotes,
        boolean checkpointNow,
        long nowMillis) {
    public Known {
        statuses = List.copyOf(statuses);
        gateways = List.copyOf(gateways);
        accounting = Map.copyOf(accounting);
        policies = Map.copyOf(policies);
        quotes = Map.copyOf(quotes);
    }

    /** Without accounting. */
    public Known(Resources resources, List<ObjectStatus> statuses, List<GatewayView> gateways, long nowMillis) {
        this(resources, statuses, gateways, Map.of(), Map.of(), Map.of(), false, nowMillis);
    }

    /** The same, looked at later. */
    public Known at(long laterMillis) {
        return new Known(resources, statuses, gateways, accounting, policies, quotes, checkpointNow, laterMillis);
    }

    /** The same, with accounting to be written down now. */
    public Known checkpointing() {
        return new Known(resources, statuses, gateways, accounting, policies, quotes, true, nowMillis);
    }
}
