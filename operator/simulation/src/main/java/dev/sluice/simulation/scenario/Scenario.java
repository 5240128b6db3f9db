package dev.sluice.simulation.scenario;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * A world and what happens in it.
 *
 * @param name short, unique among scenarios
 * @param title one line for reports
 * @param lengthNanos of the run
 * @param settleNanos from the start, and after each change of the world, within which moves of shares are no false ones
 * @param requestsPerSecond of all clients together, before any change of demand
 * @param gateways gateway processes; clients are spread over them evenly
 * @param clients distinct consumers
 * @param valuePicos what one good answer is worth, 10^-12 of a currency
 * @param telemetry how observations travel to the operator
 * @param requests kinds of request, of which each has its part
 * @param sellers in the order an engineer would list them, the one trusted most first
 * @param pool further fields of the ProviderPool's {@code spec}
 * @param policy {@code spec} of the RoutingPolicy, without its target
 * @param timeline what happens
 */
public record Scenario(
        String name,
        String title,
        long lengthNanos,
        long settleNanos,
        double requestsPerSecond,
        int gateways,
        int clients,
        long valuePicos,
        Telemetry telemetry,
        List<RequestKind> requests,
        List<Seller> sellers,
        ObjectNode pool,
        ObjectNode policy,
        List<Change> timeline) {

    /** @param part of all requests; @param method of JSON-RPC */
    public record RequestKind(String method, double part) {}

    /** Reports take between these two times to arrive, drawn anew for each gateway and reading. */
    public record Telemetry(long leastNanos, long mostNanos) {}

    public Scenario {
        requests = List.copyOf(requests);
        sellers = List.copyOf(sellers);
        pool = pool.deepCopy();
        policy = policy.deepCopy();
        timeline = List.copyOf(timeline);
    }

    /** The same under another policy. */
    public Scenario withPolicy(ObjectNode other) {
        return with(pool, other);
    }

    /** The same with other fields of the pool. */
    public Scenario withPool(ObjectNode other) {
        return with(other, policy);
    }

    private Scenario with(ObjectNode otherPool, ObjectNode otherPolicy) {
        return new Scenario(
                name,
                title,
                lengthNanos,
                settleNanos,
                requestsPerSecond,
                gateways,
                clients,
                valuePicos,
                telemetry,
                requests,
                sellers,
                otherPool,
                otherPolicy,
                timeline);
    }
}
