package dev.sluice.contract.observation;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One gateway process at one moment.
 *
 * @param gateway {@code namespace/name}
 * @param reporter the pod or process; with {@code startedAtMillis} the identity counters belong to
 * @param startedAtMillis wall clock
 * @param atMillis wall clock of this reading
 * @param epoch of the snapshot served
 * @param revision of the snapshot served; 0 before the first
 * @param planEpoch of the plan received last
 * @param planRevision of the plan received last; 0 before the first
 * @param planInForce whether its TTL has not run out
 * @param rejection why a newer snapshot was not taken; null when the newest is served
 * @param traffic attempts by policy, pool, class and provider
 * @param providers health as measured here
 * @param clients what clients saw, by rule
 * @param classes what clients saw, by plan key
 */
public record Observation(
        String gateway,
        String reporter,
        long startedAtMillis,
        long atMillis,
        long epoch,
        long revision,
        long planEpoch,
        long planRevision,
        boolean planInForce,
        @Nullable String rejection,
        List<Traffic> traffic,
        List<ProviderSight> providers,
        List<ClientTraffic> clients,
        List<ClassTraffic> classes) {
    public Observation {
        traffic = List.copyOf(traffic);
        providers = List.copyOf(providers);
        clients = List.copyOf(clients);
        // A gateway of an earlier version does not count them.
        classes = classes == null ? List.of() : List.copyOf(classes);
    }

    /** Without what clients saw by plan key. */
    public Observation(
            String gateway,
            String reporter,
            long startedAtMillis,
            long atMillis,
            long epoch,
            long revision,
            long planEpoch,
            long planRevision,
            boolean planInForce,
            @Nullable String rejection,
            List<Traffic> traffic,
            List<ProviderSight> providers,
            List<ClientTraffic> clients) {
        this(
                gateway,
                reporter,
                startedAtMillis,
                atMillis,
                epoch,
                revision,
                planEpoch,
                planRevision,
                planInForce,
                rejection,
                traffic,
                providers,
                clients,
                List.of());
    }

    /** The same reading of other counters. */
    public Observation with(List<Traffic> otherTraffic, List<ClientTraffic> otherClients) {
        return new Observation(
                gateway,
                reporter,
                startedAtMillis,
                atMillis,
                epoch,
                revision,
                planEpoch,
                planRevision,
                planInForce,
                rejection,
                otherTraffic,
                providers,
                otherClients,
                classes);
    }
}
