package dev.sluice.simulation.model;

/**
 * What a provider sees of a request.
 *
 * @param method JSON-RPC method, or {@code ""} for plain HTTP
 * @param work its size in units of the lightest call, at least 1: it takes capacity and stretches the answer's latency
 */
public record Request(String method, int work) {
    public Request {
        if (work < 1) {
            throw new IllegalArgumentException("work must be at least 1, is " + work);
        }
    }

    /** A call of a usual Ethereum method; the heavy ones weigh about what providers charge for them. */
    public static Request call(String method) {
        return new Request(
                method,
                switch (method) {
                    case "eth_getLogs" -> 4;
                    case "eth_call", "eth_estimateGas", "eth_getBlockByNumber", "eth_getBlockByHash" -> 2;
                    default -> method.startsWith("trace_") || method.startsWith("debug_") ? 8 : 1;
                });
    }
}
