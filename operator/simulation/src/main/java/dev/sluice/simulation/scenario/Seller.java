package dev.sluice.simulation.scenario;

import java.util.List;

/**
 * One provider: what it says of itself, and what it is.
 *
 * @param name of the Provider
 * @param providerClass as in a manifest
 * @param organization as in a manifest
 * @param region as in a manifest
 * @param cloud as in a manifest; empty for none
 * @param jurisdictions as in a manifest
 * @param weight declared in the pool
 * @param pricePicos of a request
 * @param declaredCapacity requests per second it says it takes; 0 for unknown
 * @param joinsNanos when it is added to the pool, since the start; 0 for being there from the start
 * @param truth what it is
 */
public record Seller(
        String name,
        String providerClass,
        String organization,
        String region,
        String cloud,
        List<String> jurisdictions,
        int weight,
        long pricePicos,
        int declaredCapacity,
        long joinsNanos,
        Truth truth) {

    /**
     * @param capacity requests per second it takes; 0 for no bound
     * @param medianNanos of good answers without load
     * @param p99Nanos likewise; between them latencies are log-normal
     * @param errorRate 0 to 1, of answers that are errors
     */
    public record Truth(double capacity, long medianNanos, long p99Nanos, double errorRate) {}

    public Seller {
        jurisdictions = List.copyOf(jurisdictions);
    }

    public boolean isThereAtFirst() {
        return joinsNanos == 0;
    }

    public String failureDomain() {
        return (cloud.isEmpty() ? organization : cloud) + "/" + region;
    }
}
