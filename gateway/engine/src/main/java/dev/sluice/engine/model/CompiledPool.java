package dev.sluice.engine.model;

import dev.sluice.contract.snapshot.Pool;
import java.util.List;

/** A pool and its members, in the pool's order. */
public record CompiledPool(int index, Pool pool, List<CompiledProvider> members) {
    public CompiledPool {
        members = List.copyOf(members);
    }
}
