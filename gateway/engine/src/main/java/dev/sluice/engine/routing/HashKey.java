package dev.sluice.engine.routing;

import dev.sluice.contract.snapshot.Pool.HashOn;
import dev.sluice.engine.jsonrpc.JsonRpcCall;
import dev.sluice.engine.match.RequestView;
import org.jspecify.annotations.Nullable;

/** What a request has in common with others that go to the same provider, as 64 bits: FNV-1a, which needs no object. */
final class HashKey {
    /** Nothing to hash: the header is missing. Such requests are spread by weight. */
    static final long NONE = 0;

    private static final long OFFSET = 0xcbf29ce484222325L;
    private static final long PRIME = 0x100000001b3L;

    private HashKey() {}

    /** Of a request whose body is not looked into. */
    static long of(HashOn on, RequestView request) {
        return switch (on.by()) {
            case SOURCE_IP -> text(request.source());
            case HEADER -> text(request.header(on.header()));
            case REQUEST -> text(request.path());
        };
    }

    /** @param call the only one, or the first of a batch */
    static long of(HashOn on, RequestView request, byte[] body, JsonRpcCall call) {
        if (on.by() != HashOn.By.REQUEST) {
            return of(on, request);
        }
        if (call.isNotification()) {
            return some(bytes(OFFSET, body, call.from(), call.to()));
        }
        return some(bytes(bytes(OFFSET, body, call.from(), call.idFrom()), body, call.idTo(), call.to()));
    }

    private static long text(@Nullable String text) {
        if (text == null || text.isEmpty()) {
            return NONE;
        }
        long hash = OFFSET;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * PRIME;
        }
        return some(hash);
    }

    private static long bytes(long before, byte[] body, int from, int to) {
        long hash = before;
        for (int i = from; i < to; i++) {
            hash = (hash ^ (body[i] & 0xff)) * PRIME;
        }
        return hash;
    }

    private static long some(long hash) {
        return hash == NONE ? 1 : hash;
    }
}
