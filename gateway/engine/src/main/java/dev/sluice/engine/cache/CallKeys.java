package dev.sluice.engine.cache;

import dev.sluice.engine.jsonrpc.JsonRpcCall;
import dev.sluice.engine.jsonrpc.JsonRpcParamsScanner;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Makes keys of calls. Belongs to one event loop. */
public final class CallKeys {
    /** Of parameters; what is larger is hardly asked twice. */
    static final int MOST_PARAMS_BYTES = 16 * 1024;

    private final JsonRpcParamsScanner params = new JsonRpcParamsScanner();

    /**
     * @param requestClass of the call, which may have providers of its own
     * @param target path and query at the provider
     * @param call that {@link CacheRule#covers} is true of
     * @return null where the call could mean different things, speaks of pending transactions, or is too large
     */
    public @Nullable CallKey of(ServiceCache cache, String requestClass, String target, byte[] body, JsonRpcCall call) {
        if (!params.scan(body, call)
                || params.to() - params.from() > MOST_PARAMS_BYTES
                || params.hold(body, "pending")) {
            return null;
        }
        byte[] head = (cache.scope().digest() + requestClass + "\n" + target + "\n").getBytes(StandardCharsets.UTF_8);
        int method = call.methodTo() - call.methodFrom();
        byte[] key = new byte[head.length + method + 1 + params.to() - params.from()];
        System.arraycopy(head, 0, key, 0, head.length);
        System.arraycopy(body, call.methodFrom(), key, head.length, method);
        key[head.length + method] = '\n';
        System.arraycopy(body, params.from(), key, head.length + method + 1, params.to() - params.from());
        return new CallKey(key);
    }
}
