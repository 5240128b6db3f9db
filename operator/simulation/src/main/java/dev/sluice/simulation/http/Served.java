package dev.sluice.simulation.http;

import java.util.Map;

/**
 * What a simulated provider served so far, to compare with what the gateway says it sent and owes.
 *
 * @param requests that arrived, whatever became of them
 * @param calls by JSON-RPC method, members of batches counted one by one; {@code ""} for plain HTTP
 * @param statuses answers by HTTP status; 0 for resets and for those that never got an answer
 * @param credentials requests by the key they carried; {@code ""} for none. Empty where no key is asked for
 * @param costPicos price of all that arrived with a good key, in 10^-12 of the price's currency
 * @param answered requests that got a real answer
 */
public record Served(
        long requests,
        Map<String, Long> calls,
        Map<Integer, Long> statuses,
        Map<String, Long> credentials,
        long costPicos,
        long answered) {
    public Served {
        calls = Map.copyOf(calls);
        statuses = Map.copyOf(statuses);
        credentials = Map.copyOf(credentials);
    }

    public long calls(String method) {
        return calls.getOrDefault(method, 0L);
    }

    public long status(int status) {
        return statuses.getOrDefault(status, 0L);
    }
}
