package dev.sluice.engine.cache;

import dev.sluice.contract.snapshot.Cache;
import dev.sluice.engine.jsonrpc.JsonRpcCall;
import dev.sluice.engine.jsonrpc.MethodPattern;
import dev.sluice.engine.jsonrpc.MethodSafety;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Which calls a policy lets share answers: those of methods it names, but never writes, and never what belongs to one client
 * at one node, as filters do. Immutable; allocates nothing.
 */
public final class CacheRule {
    private static final List<MethodPattern> OF_ONE_CLIENT = List.of(
            new MethodPattern("eth_newFilter"),
            new MethodPattern("eth_newBlockFilter"),
            new MethodPattern("eth_newPendingTransactionFilter"),
            new MethodPattern("eth_uninstallFilter"),
            new MethodPattern("eth_getFilterChanges"),
            new MethodPattern("eth_getFilterLogs"),
            new MethodPattern("eth_subscribe"),
            new MethodPattern("eth_unsubscribe"));

    private final List<MethodPattern> methods;
    private final long maxAgeNanos;
    private final int finalityDepth;

    public CacheRule(Cache cache) {
        methods = cache.methods().stream().map(MethodPattern::new).toList();
        maxAgeNanos = cache.maxAgeNanos();
        finalityDepth = cache.finalityDepth();
    }

    /** Whether a call of this kind has an answer that others may be given; one without an id has none at all. */
    public boolean covers(byte[] body, JsonRpcCall call) {
        return call.idFrom() >= 0
                && matches(methods, body, call.methodFrom(), call.methodTo())
                && isShareable(body, call.methodFrom(), call.methodTo());
    }

    /** Whether a policy may name this method. */
    public static boolean isShareable(String method) {
        byte[] bytes = method.getBytes(StandardCharsets.ISO_8859_1);
        return isShareable(bytes, 0, bytes.length);
    }

    public long maxAgeNanos() {
        return maxAgeNanos;
    }

    public int finalityDepth() {
        return finalityDepth;
    }

    private static boolean isShareable(byte[] body, int from, int to) {
        return !MethodSafety.writes(body, from, to) && !matches(OF_ONE_CLIENT, body, from, to);
    }

    private static boolean matches(List<MethodPattern> patterns, byte[] body, int from, int to) {
        for (int i = 0; i < patterns.size(); i++) {
            if (patterns.get(i).matches(body, from, to)) {
                return true;
            }
        }
        return false;
    }
}
