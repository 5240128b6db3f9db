package dev.sluice.engine.model;

import dev.sluice.contract.snapshot.Endpoint;

/**
 * An address.
 *
 * @param index among the endpoints of all providers
 * @param id stays the same over models: provider, host, port and path template
 * @param endpoint as in the snapshot
 */
public record CompiledEndpoint(int index, String id, Endpoint endpoint) {}
