package dev.sluice.engine.model;

import dev.sluice.contract.snapshot.Listener;
import dev.sluice.engine.match.RouteTable;
import java.util.List;

/**
 * A snapshot, ready to be walked. Immutable; lists are in the order of the indices their elements carry.
 *
 * @param gateway {@code namespace/name}
 * @param epoch of the snapshot
 * @param revision of the snapshot
 * @param listeners to serve
 * @param routes finds the rule
 * @param rules of all routes
 * @param policies effective ones
 * @param pools all
 * @param providers all
 * @param endpoints of all providers
 * @param candidateSets who may serve, by policy, pool and class
 * @param mirrors of all backends
 */
public record RuntimeModel(
        String gateway,
        long epoch,
        long revision,
        List<Listener> listeners,
        RouteTable<CompiledRule> routes,
        List<CompiledRule> rules,
        List<CompiledPolicy> policies,
        List<CompiledPool> pools,
        List<CompiledProvider> providers,
        List<CompiledEndpoint> endpoints,
        List<CandidateSet> candidateSets,
        List<CompiledMirror> mirrors) {
    public RuntimeModel {
        listeners = List.copyOf(listeners);
        rules = List.copyOf(rules);
        policies = List.copyOf(policies);
        pools = List.copyOf(pools);
        providers = List.copyOf(providers);
        endpoints = List.copyOf(endpoints);
        candidateSets = List.copyOf(candidateSets);
        mirrors = List.copyOf(mirrors);
    }
}
