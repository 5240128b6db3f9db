package dev.sluice.server.proxy;

import dev.sluice.engine.jsonrpc.BlockNumber;
import dev.sluice.engine.jsonrpc.JsonRpcAnswer;
import dev.sluice.engine.jsonrpc.JsonRpcAnswerScanner;

/** Reads the block number out of a probe's answer. */
final class HeadBlock {
    static final long UNKNOWN = BlockNumber.UNKNOWN;

    private HeadBlock() {}

    static long of(byte[] body, int from, int to) {
        JsonRpcAnswer answer = new JsonRpcAnswer();
        boolean whole = new JsonRpcAnswerScanner().first(body, from, to, answer);
        return whole && answer.isAnswer() && !answer.isError()
                ? BlockNumber.of(body, answer.resultFrom(), answer.resultTo())
                : UNKNOWN;
    }
}
