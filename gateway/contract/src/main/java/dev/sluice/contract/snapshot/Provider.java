package dev.sluice.contract.snapshot;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One seller in one place.
 *
 * @param id {@code namespace/name}, with {@code @chain} where the same seller serves several chains
 * @param providerClass kind of seller
 * @param organization the business behind it: one vote and one share cap each
 * @param location where it is and under which law
 * @param api what it speaks
 * @param capabilities e.g. Archive, Logs, Trace
 * @param endpoints at least one
 * @param credentials put on each request to it
 * @param price what a request costs
 * @param capacity what it can take; zero fields are unknown
 * @param quota what was bought of it
 * @param healthCheck active probe, or null for none
 * @param errors what its errors mean where that is not what they mean of nodes in general; the first that matches decides
 */
public record Provider(
        String id,
        ProviderClass providerClass,
        String organization,
        Location location,
        Api api,
        List<String> capabilities,
        List<Endpoint> endpoints,
        List<Credential> credentials,
        Price price,
        Capacity capacity,
        Quota quota,
        @Nullable HealthCheck healthCheck,
        List<ErrorRule> errors) {

    /** Parts the seller from the chain in an id. */
    public static final char CHAIN_MARK = '@';

    /** Empty strings where unknown. */
    public record Location(String region, String zone, String cloud, long asn, List<String> jurisdictions) {
        public Location {
            jurisdictions = List.copyOf(jurisdictions);
        }

        /** What fails together: the cloud (or the organization's own region) and its region. */
        public String failureDomain(String organization) {
            return (cloud.isEmpty() ? organization : cloud) + "/" + region;
        }
    }

    /** Requests per second and at once; 0 where the provider did not say. */
    public record Capacity(int requestsPerSecond, int concurrentRequests) {}

    /** Requests that may be sent at most, retries and hedges included; 0 where not bounded. */
    public record Quota(long requestsPerMonth, int requestsPerSecond) {
        public static final Quota NONE = new Quota(0, 0);
    }

    public Provider {
        quota = quota == null ? Quota.NONE : quota;
        errors = errors == null ? List.of() : List.copyOf(errors);
        capabilities = List.copyOf(capabilities);
        endpoints = List.copyOf(endpoints);
        credentials = List.copyOf(credentials);
        if (endpoints.isEmpty()) {
            throw new IllegalArgumentException("provider " + id + " needs an endpoint");
        }
    }

    /** One whose errors mean what they mean of any. */
    public Provider(
            String id,
            ProviderClass providerClass,
            String organization,
            Location location,
            Api api,
            List<String> capabilities,
            List<Endpoint> endpoints,
            List<Credential> credentials,
            Price price,
            Capacity capacity,
            Quota quota,
            @Nullable HealthCheck healthCheck) {
        this(
                id,
                providerClass,
                organization,
                location,
                api,
                capabilities,
                endpoints,
                credentials,
                price,
                capacity,
                quota,
                healthCheck,
                List.of());
    }

    /** The same, reached otherwise. */
    public Provider withEndpoints(List<Endpoint> others) {
        return new Provider(
                id,
                providerClass,
                organization,
                location,
                api,
                capabilities,
                others,
                credentials,
                price,
                capacity,
                quota,
                healthCheck,
                errors);
    }

    /** The same at another price. */
    public Provider withPrice(Price other) {
        return new Provider(
                id,
                providerClass,
                organization,
                location,
                api,
                capabilities,
                endpoints,
                credentials,
                other,
                capacity,
                quota,
                healthCheck,
                errors);
    }

    /** Who sells, whatever the chain: whom share bounds, overrides and capacity mean. */
    public String seller() {
        return sellerOf(id);
    }

    /** The same, of one that is known by its id alone. */
    public static String sellerOf(String id) {
        int mark = id.indexOf(CHAIN_MARK);
        return mark < 0 ? id : id.substring(0, mark);
    }

    public String failureDomain() {
        return location.failureDomain(organization);
    }
}
