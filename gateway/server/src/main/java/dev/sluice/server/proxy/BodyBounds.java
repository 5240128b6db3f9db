package dev.sluice.server.proxy;

import dev.sluice.contract.snapshot.Clients;
import dev.sluice.server.options.Limits;

/**
 * How large a request's body may be. JSON-RPC is held as a whole, whatever its size: what is not looked into could call any method.
 *
 * @param holdBytes that are held before a body goes on as a stream
 * @param mostBytes that may come; 0 for no bound
 */
record BodyBounds(int holdBytes, long mostBytes) {

    static BodyBounds of(Clients clients, Limits limits, boolean jsonRpc) {
        long gateway = limits.requestBodyBytes();
        Long policy = clients.maxBodyBytes();
        long most = policy == null ? gateway : gateway > 0 ? Math.min(gateway, policy) : policy;
        if (!jsonRpc) {
            return new BodyBounds(limits.bufferBytes(), most);
        }
        int held = (int) Math.min(
                most > 0 ? most : Long.MAX_VALUE, policy == null ? limits.bufferBytes() : Clients.MOST_JSON_RPC_BYTES);
        return new BodyBounds(held, held);
    }

    /** @param announced as {@link IncomingBody#contentLength} says it */
    boolean areExceededBy(long announced) {
        return mostBytes > 0 && announced > mostBytes && announced != IncomingBody.UNKNOWN;
    }
}
