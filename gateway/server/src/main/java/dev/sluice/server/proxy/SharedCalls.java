package dev.sluice.server.proxy;

import dev.sluice.engine.cache.CallKey;
import dev.sluice.engine.cache.CallKeys;
import dev.sluice.engine.cache.HeadSeen;
import dev.sluice.engine.cache.KeptAnswer;
import dev.sluice.engine.cache.Retention;
import dev.sluice.engine.cache.ServiceCache;
import dev.sluice.engine.jsonrpc.JsonRpcAnswer;
import dev.sluice.engine.jsonrpc.JsonRpcAnswerScanner;
import dev.sluice.engine.jsonrpc.JsonRpcCall;
import dev.sluice.engine.routing.Exchange;
import dev.sluice.engine.routing.LoopRouter;
import dev.sluice.server.cache.AnswerCache;
import io.vertx.core.http.HttpServerRequest;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the requests of one event loop share: the process's kept answers, and calls under way that others wait for. Belongs
 * to the loop but for the kept answers.
 */
public final class SharedCalls {
    private static final long FOR_EVER = Long.MAX_VALUE;

    private final AnswerCache kept;
    private final LoopRouter router;
    private final CallKeys keys = new CallKeys();
    private final Retention retention = new Retention();
    private final HeadSeen heads = new HeadSeen();
    private final JsonRpcAnswerScanner scanner = new JsonRpcAnswerScanner();
    private final Map<CallKey, Sharing> underWay = new HashMap<>();

    public SharedCalls(AnswerCache kept, LoopRouter router) {
        this.kept = kept;
        this.router = router;
    }

    /** What a call has in common with others; null for one that has its answer for itself. */
    @Nullable
    CallKey key(
            HttpServerRequest request,
            Exchange exchange,
            String requestClass,
            Target target,
            byte[] body,
            JsonRpcCall call) {
        ServiceCache cache = exchange.service().cache();
        if (cache == null
                || !cache.rule().covers(body, call)
                || isShown(request, "authorization", exchange)
                || isShown(request, "cookie", exchange)) {
            // Who shows a provider a name of their own may get an answer of their own.
            return null;
        }
        String query = target.query();
        return keys.of(cache, requestClass, query == null ? target.path() : target.path() + "?" + query, body, call);
    }

    /** Whether the provider sees it: what proves a client to the gateway is kept from providers. */
    private static boolean isShown(HttpServerRequest request, String header, Exchange exchange) {
        return request.headers().contains(header)
                && !exchange.service().policy().hiddenHeaders().contains(header);
    }

    AnswerCache kept() {
        return kept;
    }

    /** Calls under way by key, each with who waits for it. */
    Map<CallKey, Sharing> underWay() {
        return underWay;
    }

    JsonRpcAnswerScanner scanner() {
        return scanner;
    }

    /**
     * Learns the provider's head from an answer, and keeps it for as long as it holds.
     *
     * @param exchange that got it
     * @param key null for an answer that is not kept
     */
    void keep(
            Exchange exchange,
            @Nullable CallKey key,
            byte[] asked,
            JsonRpcCall call,
            byte[] said,
            JsonRpcAnswer answer) {
        ServiceCache cache = exchange.service().cache();
        long head = heads.of(asked, call, said, answer);
        if (head >= 0) {
            router.sawHead(exchange, head);
        }
        if (cache == null || key == null || answer.idFrom() < 0) {
            return;
        }
        long finalBlock = router.finalBlock(exchange, cache.rule().finalityDepth());
        long nanos =
                switch (retention.of(asked, call, said, answer, finalBlock)) {
                    case NONE -> 0;
                    // It was true when the provider was asked, at best.
                    case BRIEF -> cache.rule().maxAgeNanos() - (System.nanoTime() - exchange.attemptNanos());
                    case LASTING -> FOR_EVER;
                };
        if (nanos > 0) {
            kept.keep(key, KeptAnswer.of(said, answer, nanos));
        }
    }
}
