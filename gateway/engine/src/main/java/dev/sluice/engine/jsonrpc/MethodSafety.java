package dev.sluice.engine.jsonrpc;

import java.util.List;
import java.util.stream.Stream;

/** Whether a call may be sent again after it may have reached a provider. */
public enum MethodSafety {
    /** Changes nothing, or the same thing again: a raw transaction is known by its hash. */
    REPEATABLE,
    /** May take effect twice. */
    ONCE;

    private static final List<MethodPattern> BY_HASH = patterns("eth_sendRawTransaction", "sendrawtransaction");

    /** Whatever sends, submits, signs with a node's key or changes a node's state. */
    private static final List<MethodPattern> WRITES = patterns(
            "eth_send*",
            "eth_submit*",
            "eth_cancel*",
            "eth_sign*",
            "personal_*",
            "mev_*",
            "flashbots_*",
            "admin_*",
            "miner_*",
            "engine_*",
            "clique_*",
            "debug_set*",
            "evm_*",
            "anvil_*",
            "hardhat_*",
            "wallet_*",
            "account_*",
            "send*",
            "submit*",
            "broadcast*",
            "requestAirdrop",
            "author_*");

    public static MethodSafety of(byte[] body, JsonRpcCall call) {
        return anyMatches(WRITES, body, call) && !anyMatches(BY_HASH, body, call) ? ONCE : REPEATABLE;
    }

    /** Whether it is a write, repeatable or not: never sent to two providers on purpose. */
    public static boolean isWrite(byte[] body, JsonRpcCall call) {
        return anyMatches(WRITES, body, call);
    }

    private static boolean anyMatches(List<MethodPattern> patterns, byte[] body, JsonRpcCall call) {
        for (int i = 0; i < patterns.size(); i++) {
            if (patterns.get(i).matches(body, call.methodFrom, call.methodTo)) {
                return true;
            }
        }
        return false;
    }

    private static List<MethodPattern> patterns(String... texts) {
        return Stream.of(texts).map(MethodPattern::new).toList();
    }
}
