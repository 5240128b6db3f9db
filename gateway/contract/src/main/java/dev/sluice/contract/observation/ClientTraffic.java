package dev.sluice.contract.observation;

import java.util.List;

/**
 * What clients of one rule saw, cumulative since the process started.
 *
 * @param route {@code namespace/name}, or {@code ""} for requests that matched none
 * @param rule the rule's name
 * @param requests all
 * @param answers by status class: index 1 to 5 for 1xx to 5xx, 0 for connections closed without a whole answer
 * @param gatewayErrors answers 5xx that the gateway made itself, for want of a provider's
 * @param retries attempts after the first
 * @param hedges second attempts for slow answers
 * @param latency newest completed windows, all requests
 */
public record ClientTraffic(
        String route,
        String rule,
        long requests,
        List<Long> answers,
        long gatewayErrors,
        long retries,
        long hedges,
        List<LatencyWindow> latency) {
    public ClientTraffic {
        answers = List.copyOf(answers);
        latency = List.copyOf(latency);
    }
}
