package dev.sluice.engine.model;

import dev.sluice.contract.snapshot.Price;
import dev.sluice.engine.jsonrpc.JsonRpcCall;
import dev.sluice.engine.jsonrpc.MethodPattern;
import java.util.List;

/** What one request costs, in 10^-12 of the provider's currency. */
public final class PriceList {
    private final long requestPicos;
    private final List<MethodPattern> patterns;
    private final long[] picos;

    PriceList(Price price) {
        requestPicos = price.perMillionRequestsMicros();
        patterns = price.methods().stream()
                .map(m -> new MethodPattern(m.pattern()))
                .toList();
        picos = price.methods().stream()
                .mapToLong(Price.MethodPrice::perMillionRequestsMicros)
                .toArray();
    }

    /** A request that is not JSON-RPC. */
    public long requestPicos() {
        return requestPicos;
    }

    /** A call of a method by its name. */
    public long methodPicos(String method) {
        for (int i = 0; i < picos.length; i++) {
            if (patterns.get(i).matches(method)) {
                return picos[i];
            }
        }
        return requestPicos;
    }

    /** One call; those of a batch add up. */
    public long callPicos(byte[] body, JsonRpcCall call) {
        for (int i = 0; i < picos.length; i++) {
            if (patterns.get(i).matches(body, call.methodFrom(), call.methodTo())) {
                return picos[i];
            }
        }
        return requestPicos;
    }
}
