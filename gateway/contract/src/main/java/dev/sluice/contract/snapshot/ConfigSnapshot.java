package dev.sluice.contract.snapshot;

import java.util.List;

/**
 * Everything one Gateway serves.
 *
 * @param schema version of this format; a gateway reads {@link #SCHEMA} and the one before
 * @param gateway the Gateway as {@code namespace/name}
 * @param epoch grows when another writer takes over, so that a returning old one is recognised
 * @param revision grows with every change within an epoch
 * @param listeners ports to serve
 * @param routes in order of precedence between equals: older first, then by name
 * @param policies effective policies, merged by the translator; referenced by {@link Backend#policy()}
 * @param pools pools and, as pools of one provider, plain Services
 * @param providers every provider a pool names
 */
public record ConfigSnapshot(
        int schema,
        String gateway,
        long epoch,
        long revision,
        List<Listener> listeners,
        List<Route> routes,
        List<Policy> policies,
        List<Pool> pools,
        List<Provider> providers) {

    public static final int SCHEMA = 1;

    public ConfigSnapshot {
        listeners = List.copyOf(listeners);
        routes = List.copyOf(routes);
        policies = List.copyOf(policies);
        pools = List.copyOf(pools);
        providers = List.copyOf(providers);
    }

    /** Whether a gateway of this build reads a schema: its own and the one before. */
    public static boolean reads(int schema) {
        return schema >= Math.max(1, SCHEMA - 1) && schema <= SCHEMA;
    }

    /** The same with others in the place of its providers. */
    public ConfigSnapshot withProviders(List<Provider> others) {
        return new ConfigSnapshot(schema, gateway, epoch, revision, listeners, routes, policies, pools, others);
    }

    /** The same content under another revision. */
    public ConfigSnapshot withRevision(long newEpoch, long newRevision) {
        return new ConfigSnapshot(
                schema, gateway, newEpoch, newRevision, listeners, routes, policies, pools, providers);
    }
}
