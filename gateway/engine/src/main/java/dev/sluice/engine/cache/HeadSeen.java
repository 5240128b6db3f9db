package dev.sluice.engine.cache;

import dev.sluice.engine.jsonrpc.BlockNumber;
import dev.sluice.engine.jsonrpc.JsonRpcAnswer;
import dev.sluice.engine.jsonrpc.JsonRpcCall;
import dev.sluice.engine.jsonrpc.JsonRpcParamsScanner;
import dev.sluice.engine.jsonrpc.JsonValues;

/** Reads from answers which block a provider has for its newest. Belongs to one event loop. */
public final class HeadSeen {
    private final JsonRpcParamsScanner params = new JsonRpcParamsScanner();
    private final JsonValues values = new JsonValues();

    /** The head an answer tells; {@link BlockNumber#UNKNOWN} for one that tells none. */
    public long of(byte[] asked, JsonRpcCall call, byte[] said, JsonRpcAnswer answer) {
        if (!answer.isAnswer() || answer.isError()) {
            return BlockNumber.UNKNOWN;
        }
        if (call.isMethod(asked, "eth_blockNumber")) {
            return BlockNumber.of(said, answer.resultFrom(), answer.resultTo());
        }
        boolean latest = call.isMethod(asked, "eth_getBlockByNumber")
                && params.scan(asked, call)
                && params.hold(asked, "latest");
        int number = latest ? values.member(said, answer.resultFrom(), answer.resultTo(), "number") : -1;
        return number < 0 ? BlockNumber.UNKNOWN : BlockNumber.of(said, number, answer.resultTo());
    }
}
