package dev.sluice.contract.snapshot;

/**
 * What a snapshot has that its base has not: of thousands of routes the few that changed since the base was written.
 *
 * @param schema of the newer snapshot
 * @param gateway the Gateway as {@code namespace/name}
 * @param baseEpoch the base's, with {@code baseRevision}; it applies to no other
 * @param epoch the newer snapshot's, with {@code revision}
 */
public record SnapshotDelta(
        int schema,
        String gateway,
        long baseEpoch,
        long baseRevision,
        long epoch,
        long revision,
        ListChange<Listener> listeners,
        ListChange<Route> routes,
        ListChange<Policy> policies,
        ListChange<Pool> pools,
        ListChange<Provider> providers) {

    /** Both are of one Gateway and compile, so that their ids are unique. */
    public static SnapshotDelta between(ConfigSnapshot base, ConfigSnapshot newer) {
        return new SnapshotDelta(
                newer.schema(),
                newer.gateway(),
                base.epoch(),
                base.revision(),
                newer.epoch(),
                newer.revision(),
                ListChange.between(base.listeners(), newer.listeners(), Listener::name),
                ListChange.between(base.routes(), newer.routes(), Route::id),
                ListChange.between(base.policies(), newer.policies(), Policy::id),
                ListChange.between(base.pools(), newer.pools(), Pool::id),
                ListChange.between(base.providers(), newer.providers(), Provider::id));
    }

    /** Whether it was made for this base. */
    public boolean isFor(ConfigSnapshot base) {
        return base.epoch() == baseEpoch
                && base.revision() == baseRevision
                && base.gateway().equals(gateway);
    }

    /** @throws IllegalArgumentException where it was made for another base */
    public ConfigSnapshot applyTo(ConfigSnapshot base) {
        if (!isFor(base)) {
            throw new IllegalArgumentException("it is for " + gateway + " " + baseEpoch + "/" + baseRevision
                    + " and not for " + base.gateway() + " " + base.epoch() + "/" + base.revision());
        }
        return new ConfigSnapshot(
                schema,
                gateway,
                epoch,
                revision,
                listeners.applyTo(base.listeners(), Listener::name),
                routes.applyTo(base.routes(), Route::id),
                policies.applyTo(base.policies(), Policy::id),
                pools.applyTo(base.pools(), Pool::id),
                providers.applyTo(base.providers(), Provider::id));
    }
}
