package dev.sluice.engine.cache;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a method's answer is about, as far as its place in the chain is concerned. */
sealed interface Subject {

    /** A block named by its hash: the same for ever, wherever the block ends up. */
    record OfHash() implements Subject {}

    /** A block or its state. @param parameter where number, hash or tag stands among the parameters */
    record OfBlock(int parameter) implements Subject {}

    /** The blocks from one to another, of a filter object that is the first parameter. */
    record OfRange() implements Subject {}

    /** A transaction, whose block stands in the answer. */
    record OfTransaction() implements Subject {}

    /** Anything else: true for the moment. */
    record OfNow() implements Subject {}

    /** Of methods that are not here nothing is known. */
    Map<String, Subject> BY_METHOD = Map.ofEntries(
            Map.entry("eth_getBlockByHash", new OfHash()),
            Map.entry("eth_getBlockTransactionCountByHash", new OfHash()),
            Map.entry("eth_getTransactionByBlockHashAndIndex", new OfHash()),
            Map.entry("eth_getUncleByBlockHashAndIndex", new OfHash()),
            Map.entry("eth_getUncleCountByBlockHash", new OfHash()),
            Map.entry("debug_traceBlockByHash", new OfHash()),
            Map.entry("eth_getBlockByNumber", new OfBlock(0)),
            Map.entry("eth_getBlockReceipts", new OfBlock(0)),
            Map.entry("eth_getBlockTransactionCountByNumber", new OfBlock(0)),
            Map.entry("eth_getTransactionByBlockNumberAndIndex", new OfBlock(0)),
            Map.entry("eth_getUncleByBlockNumberAndIndex", new OfBlock(0)),
            Map.entry("eth_getUncleCountByBlockNumber", new OfBlock(0)),
            Map.entry("debug_traceBlockByNumber", new OfBlock(0)),
            Map.entry("trace_block", new OfBlock(0)),
            Map.entry("trace_replayBlockTransactions", new OfBlock(0)),
            Map.entry("eth_call", new OfBlock(1)),
            Map.entry("eth_createAccessList", new OfBlock(1)),
            Map.entry("eth_estimateGas", new OfBlock(1)),
            Map.entry("eth_getBalance", new OfBlock(1)),
            Map.entry("eth_getCode", new OfBlock(1)),
            Map.entry("eth_getTransactionCount", new OfBlock(1)),
            Map.entry("debug_traceCall", new OfBlock(1)),
            Map.entry("eth_getProof", new OfBlock(2)),
            Map.entry("eth_getStorageAt", new OfBlock(2)),
            Map.entry("eth_getLogs", new OfRange()),
            Map.entry("trace_filter", new OfRange()),
            Map.entry("eth_getTransactionByHash", new OfTransaction()),
            Map.entry("eth_getTransactionReceipt", new OfTransaction()),
            Map.entry("trace_transaction", new OfTransaction()));

    /** Where an answer repeats the first parameter, so that it can be seen whether it is about what was asked. */
    Map<String, String> ECHOES = Map.of(
            "eth_getBlockByHash", "hash",
            "eth_getBlockByNumber", "number",
            "eth_getTransactionByHash", "hash",
            "eth_getTransactionReceipt", "transactionHash");

    static Subject of(String method) {
        @Nullable Subject known = BY_METHOD.get(method);
        return known == null ? new OfNow() : known;
    }
}
