package dev.sluice.control.translate;

import dev.sluice.contract.snapshot.ConfigSnapshot;
import dev.sluice.contract.snapshot.Credentials;
import java.util.List;

/**
 * What one Gateway gets.
 *
 * @param snapshot what it serves; names secrets by id only
 * @param credentials their values
 * @param overrides TrafficOverrides that hold in it, until their time
 */
public record GatewayConfig(ConfigSnapshot snapshot, Credentials credentials, List<TimedOverride> overrides) {
    public GatewayConfig {
        overrides = List.copyOf(overrides);
    }
}
