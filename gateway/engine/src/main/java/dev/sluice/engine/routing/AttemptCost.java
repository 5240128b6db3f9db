package dev.sluice.engine.routing;

import dev.sluice.engine.jsonrpc.JsonRpcCall;
import dev.sluice.engine.jsonrpc.JsonRpcKind;
import dev.sluice.engine.jsonrpc.JsonRpcScanner;
import dev.sluice.engine.model.PriceList;

/** What the provider of an attempt takes for it. Owned by one event loop. */
final class AttemptCost {
    private final JsonRpcScanner scanner;
    private final JsonRpcCall cursor = new JsonRpcCall();

    AttemptCost(JsonRpcScanner scanner) {
        this.scanner = scanner;
    }

    /** The calls of a batch add up, for so providers bill them. */
    long picos(Exchange x) {
        return picos(x, x.provider().prices());
    }

    /** The same request at somebody's prices. */
    long picos(Exchange x, PriceList prices) {
        byte[] body = x.body;
        if (body == null || x.kind == null || !x.kind.isCall()) {
            return prices.requestPicos();
        }
        if (x.kind == JsonRpcKind.SINGLE) {
            return prices.callPicos(body, x.call);
        }
        scanner.first(body, x.bodyFrom, x.bodyTo, cursor);
        long picos = 0;
        do {
            picos += prices.callPicos(body, cursor);
        } while (scanner.next(body, x.bodyTo, cursor));
        return picos;
    }
}
