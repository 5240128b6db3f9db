package dev.sluice.engine.jsonrpc;

/** Whether a call may be sent again after it may have reached a provider. */
public enum MethodSafety {
    /** Changes nothing, or the same thing again: a raw transaction is known by its hash. */
    REPEATABLE,
    /** May take effect twice. */
    ONCE;

    private static final MethodPatterns BY_HASH = new MethodPatterns("eth_sendRawTransaction", "sendrawtransaction");

    /** Whatever sends, submits, signs with a node's key or changes a node's state. */
    private static final MethodPatterns WRITES = new MethodPatterns(
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
        int from = call.methodFrom;
        int to = call.methodTo;
        return writes(body, from, to) && !BY_HASH.match(body, from, to) ? ONCE : REPEATABLE;
    }

    /** Whether it is a write, repeatable or not: never sent to two providers on purpose. */
    public static boolean isWrite(byte[] body, JsonRpcCall call) {
        return writes(body, call.methodFrom, call.methodTo);
    }

    /** The same of a method's name. */
    public static boolean writes(byte[] name, int from, int to) {
        return WRITES.match(name, from, to);
    }
}
