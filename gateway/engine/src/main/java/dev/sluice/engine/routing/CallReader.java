package dev.sluice.engine.routing;

import dev.sluice.contract.snapshot.Pool.HashOn;
import dev.sluice.engine.cache.FinalBlock;
import dev.sluice.engine.cache.ServiceCache;
import dev.sluice.engine.classify.Classifier;
import dev.sluice.engine.classify.LogRangeGate;
import dev.sluice.engine.classify.MethodGate;
import dev.sluice.engine.health.ProviderHealth;
import dev.sluice.engine.jsonrpc.JsonRpcCall;
import dev.sluice.engine.jsonrpc.JsonRpcKind;
import dev.sluice.engine.jsonrpc.JsonRpcScanner;
import dev.sluice.engine.jsonrpc.MethodSafety;
import dev.sluice.engine.match.RequestView;
import dev.sluice.engine.model.CandidateSet;
import dev.sluice.engine.model.CompiledPolicy;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Classifies what came as JSON-RPC: reads the calls of a body once and notes in the exchange what they are, whether they may be
 * repeated, and whether they go together. Owned by one event loop.
 */
final class CallReader {
    private final JsonRpcScanner scanner;
    private final JsonRpcCall cursor = new JsonRpcCall();
    private final LogRangeGate logRanges = new LogRangeGate();

    CallReader(JsonRpcScanner scanner) {
        this.scanner = scanner;
    }

    /** See {@link LoopRouter#classify(Exchange, RequestView, byte[], int, int)}. */
    JsonRpcKind classify(Exchange x, RequestView request, byte[] body, int from, int to) {
        JsonRpcKind kind = scanner.scan(body, from, to, x.call);
        kind = scanner.entries() > x.service().policy().policy().clients().mostCalls() ? JsonRpcKind.TOO_MANY : kind;
        x.kind = kind;
        x.calls = kind.isCall() || kind == JsonRpcKind.MIXED ? scanner.entries() : 1;
        x.body = body;
        x.bodyFrom = from;
        x.bodyTo = to;
        if (!kind.isCall()) {
            x.split = kind == JsonRpcKind.MIXED;
            return kind;
        }
        HashOn hashOn = x.service().pool().pool().hashOn();
        if (hashOn != null) {
            x.hashKey = HashKey.of(hashOn, request, body, x.call);
        }
        cursor.set(x.call);
        Classifier classifier = x.service().policy().classifier();
        MethodGate gate = x.service().policy().gate();
        ServiceCache cache = x.service().cache();
        int first = -1;
        boolean repeatable = true;
        boolean alike = true;
        boolean kept = false;
        x.readOnly = true;
        x.answers = 0;
        x.forbidden = "";
        do {
            if (!gate.permits(body, cursor)) {
                x.forbidden = cursor.method(body);
            }
            int own = classifier.classify(request, body, cursor);
            boolean again = isRepeatable(body, cursor);
            repeatable = first < 0 ? again : repeatable;
            first = first < 0 ? own : first;
            alike &= own == first && again == repeatable;
            kept |= cache != null && cache.rule().covers(body, cursor);
            x.readOnly &= !MethodSafety.isWrite(body, cursor);
            x.answers += cursor.isNotification() ? 0 : 1;
        } while (kind == JsonRpcKind.BATCH && scanner.next(body, to, cursor));
        x.repeatable = repeatable && alike;
        x.split = kind == JsonRpcKind.BATCH && (!alike || kept || !x.forbidden.isEmpty() || x.answers == 0);
        x.setClass(first);
        if (x.service().policy().policy().clients().maxLogRange() != null) {
            x.tooWide = isAnyTooWide(x, body, from, to);
            x.split |= kind == JsonRpcKind.BATCH && x.tooWide;
        }
        return kind;
    }

    private boolean isAnyTooWide(Exchange x, byte[] body, int from, int to) {
        scanner.first(body, from, to, cursor);
        boolean any = isTooWide(x, cursor);
        while (!any && x.kind == JsonRpcKind.BATCH && scanner.next(body, to, cursor)) {
            any = isTooWide(x, cursor);
        }
        return any;
    }

    /** Whether a call asks logs of more blocks than the policy lets it, or of who knows how many. */
    boolean isTooWide(Exchange x, JsonRpcCall call) {
        Long most = x.service().policy().policy().clients().maxLogRange();
        byte[] body = x.body;
        return most != null && body != null && !logRanges.permits(body, call, most, () -> head(x));
    }

    /** The head of the request's chain, by what those of its pool have shown, whatever its class; negative where it is not known. */
    private static long head(Exchange x) {
        return finalBlock(x, x.service().candidates().getLast(), 0);
    }

    static long finalBlock(Exchange x, CandidateSet candidates, int depth) {
        Map<String, Long> heads = new HashMap<>();
        List<ProviderHealth> known = LoopRouter.viewOf(x).serving.providers();
        candidates
                .candidates()
                .forEach(candidate -> heads.merge(
                        candidate.provider().provider().organization(),
                        known.get(candidate.provider().index()).headBlock(),
                        Math::min));
        return FinalBlock.of(heads, depth);
    }

    /** The name of a call's class. */
    static String classOf(Exchange x, RequestView request, JsonRpcCall call) {
        Classifier classifier = x.service().policy().classifier();
        return classifier
                .classes()
                .get(classifier.classify(request, x.body, call))
                .name();
    }

    /** See {@link LoopRouter#partOf}. */
    static int partOf(Exchange batch, RequestView request, JsonRpcCall call) {
        byte[] body = batch.body;
        if (body == null) {
            throw new IllegalStateException("asked before classify");
        }
        CompiledPolicy policy = batch.service().policy();
        return policy.gate().permits(body, call)
                ? 2 * policy.classifier().classify(request, body, call) + (isRepeatable(body, call) ? 1 : 0)
                : -1;
    }

    private static boolean isRepeatable(byte[] body, JsonRpcCall call) {
        return MethodSafety.of(body, call) == MethodSafety.REPEATABLE;
    }
}
