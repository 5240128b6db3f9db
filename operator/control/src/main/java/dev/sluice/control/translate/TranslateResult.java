package dev.sluice.control.translate;

import dev.sluice.control.status.ObjectStatus;
import java.util.List;

/**
 * What resources came to.
 *
 * @param gateways one per Gateway of ours that can be served, by id
 * @param statuses one per object of ours, by kind and id
 */
public record TranslateResult(List<GatewayConfig> gateways, List<ObjectStatus> statuses) {
    public TranslateResult {
        gateways = List.copyOf(gateways);
        statuses = List.copyOf(statuses);
    }
}
