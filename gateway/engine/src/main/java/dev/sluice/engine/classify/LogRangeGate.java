package dev.sluice.engine.classify;

import dev.sluice.engine.jsonrpc.JsonRpcCall;
import dev.sluice.engine.jsonrpc.LogFilter;
import java.util.function.LongSupplier;

/** Bounds how many blocks one call may ask logs of. Belongs to one event loop. */
public final class LogRangeGate {
    private final LogFilter filter = new LogFilter();

    /**
     * Of a range that cannot be told nobody knows that it is within the bound.
     *
     * @param most blocks, both ends counted
     * @param head of the chain, negative where unknown; asked only for a call for logs
     */
    public boolean permits(byte[] body, JsonRpcCall call, long most, LongSupplier head) {
        if (!LogFilter.isOf(body, call)) {
            return true;
        }
        if (!filter.scan(body, call)) {
            return false;
        }
        long blocks = filter.blocks(head.getAsLong());
        return blocks >= 0 && blocks <= most;
    }
}
