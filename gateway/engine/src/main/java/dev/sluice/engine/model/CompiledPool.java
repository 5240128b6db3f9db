package dev.sluice.engine.model;

import dev.sluice.contract.snapshot.Pool;
import dev.sluice.engine.score.Scorers;
import java.util.List;

/** A pool and its members, in the pool's order. @param scorers what they are judged by, where the pool asks for it */
public record CompiledPool(int index, Pool pool, List<CompiledProvider> members, Scorers scorers) {
    public CompiledPool {
        members = List.copyOf(members);
    }
}
