package dev.sluice.operator.status;

import dev.sluice.control.resolve.Resources;
import dev.sluice.control.status.ObjectStatus;
import java.util.List;

/**
 * Everything that statuses are made from, at one moment.
 *
 * @param resources as gathered, with the statuses they carry now
 * @param statuses what the translator says of each object, without Programmed
 * @param gateways one per Gateway that is served
 * @param nowMillis wall clock
 */
public record Known(Resources resources, List<ObjectStatus> statuses, List<GatewayView> gateways, long nowMillis) {
    public Known {
        statuses = List.copyOf(statuses);
        gateways = List.copyOf(gateways);
    }
}
