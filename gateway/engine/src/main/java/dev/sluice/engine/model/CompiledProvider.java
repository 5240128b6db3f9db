package dev.sluice.engine.model;

import dev.sluice.contract.snapshot.Provider;
import dev.sluice.engine.jsonrpc.ErrorTable;
import java.util.List;

/**
 * A provider with its endpoints numbered.
 *
 * @param index among all providers
 * @param provider as in the snapshot: credentials, health check
 * @param seller of all chains
 * @param endpoints at least one
 * @param prices by method
 * @param failureDomain equal numbers fail together
 * @param errors what its errors mean
 */
public record CompiledProvider(
        int index,
        Provider provider,
        String seller,
        List<CompiledEndpoint> endpoints,
        PriceList prices,
        int failureDomain,
        ErrorTable errors) {
    public CompiledProvider {
        endpoints = List.copyOf(endpoints);
    }

    public String id() {
        return provider.id();
    }
}
