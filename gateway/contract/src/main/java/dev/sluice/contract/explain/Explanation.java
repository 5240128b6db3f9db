package dev.sluice.contract.explain;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What would become of one request now, up to its first attempt. Words in it are stable: {@code outcome} and {@code removedBy}
 * may be compared, sentences may not. Holds no credential.
 *
 * @param gateway {@code namespace/name}; {@code ""} before the first snapshot
 * @param epoch of the snapshot served
 * @param revision of the snapshot served
 * @param planInForce whether a plan says the shares of pools that follow it
 * @param outcome {@code Picked}, or what is answered instead: {@code NoRoute}, {@code InvalidPolicy}, {@code Redirected},
 *     {@code NoBackend}, {@code NotACall}, {@code Forbidden}, {@code Split}, {@code Refused}, {@code NoCandidate},
 *     {@code NoHealthy}, {@code Overloaded}
 * @param status the gateway would answer itself; 0 where a provider is asked
 * @param message the outcome in a sentence
 * @param request as it was understood
 * @param route where the request goes; null without one
 * @param choice between candidates; null where it does not come to one
 */
public record Explanation(
        String gateway,
        long epoch,
        long revision,
        boolean planInForce,
        String outcome,
        int status,
        String message,
        Request request,
        @Nullable Route route,
        @Nullable Choice choice) {

    /**
     * @param port of the listener, as clients are told
     * @param call JSON-RPC method, the first of a batch; null where the body was not read as JSON-RPC
     */
    public record Request(
            String method,
            String host,
            int port,
            String path,
            @Nullable String call) {}

    /**
     * @param name {@code namespace/name}
     * @param rule its name, or its number
     * @param match of the rule that held, by its path
     * @param pool drawn for the next request; null where none resolves
     * @param policy in force; null without a pool
     */
    public record Route(
            String name,
            String rule,
            String match,
            @Nullable String pool,
            @Nullable String policy) {}

    /**
     * @param requestClass of the policy
     * @param loadBalancer of the pool, as its snapshot names it
     * @param shares {@code Plan} or {@code Declared}: where shares come from
     * @param panic whether so few are healthy that health is ignored
     * @param refusedPpm part of the class that the plan refuses
     * @param picks picks of the figures below, all made from the state of now
     * @param candidates members of the pool, in its order
     * @param next who is asked, by the loop that was asked; null where nobody is
     */
    public record Choice(
            String requestClass,
            String loadBalancer,
            String shares,
            boolean panic,
            int refusedPpm,
            int picks,
            List<Candidate> candidates,
            @Nullable Next next) {
        public Choice {
            candidates = List.copyOf(candidates);
        }
    }

    /** @param endpoint index among its provider's */
    public record Next(String provider, int endpoint) {}

    /**
     * @param provider its id
     * @param providerClass as its snapshot names it
     * @param organization behind it
     * @param priority lower is preferred
     * @param sharePpm by plan or declared weight, before anything was removed
     * @param weightPpm what is left of it, slow start included; 0 for who is removed
     * @param removedBy {@code Jurisdiction}, {@code Class}, {@code Organization}, {@code Capability}, {@code Share}, {@code
     *     Withheld}, {@code Priority}, {@code Health}, {@code Circuit}, {@code Quota}; null for who is left
     * @param detail of the removal; null where the word says all
     * @param inFlight requests under way, of all event loops
     * @param picked how many of the picks it gets
     * @param endpoints in the provider's order
     */
    public record Candidate(
            String provider,
            String providerClass,
            String organization,
            int priority,
            int sharePpm,
            int weightPpm,
            @Nullable String removedBy,
            @Nullable String detail,
            int inFlight,
            int picked,
            List<EndpointState> endpoints) {
        public Candidate {
            endpoints = List.copyOf(endpoints);
        }
    }

    /**
     * @param address host and port, without path
     * @param costNanos peak-EWMA round trip times (requests under way + 1); lower is better
     * @param inFlight requests under way, of all event loops
     * @param picked how many of the picks it gets
     */
    public record EndpointState(String address, long costNanos, int inFlight, int picked) {}
}
