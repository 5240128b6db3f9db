package dev.sluice.engine.writes;

import dev.sluice.engine.jsonrpc.JsonRpcAnswer;
import dev.sluice.engine.jsonrpc.JsonRpcAnswerScanner;
import dev.sluice.engine.jsonrpc.JsonValues;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a provider's answer to a raw transaction means. */
public enum WriteVerdict {
    /** It has taken it, and says the right hash. */
    ACCEPTED,
    /** It had it already, from another copy or an earlier request. */
    KNOWN,
    /** It does not take it: nonce too low, underpriced, not enough funds. */
    REFUSED,
    /** It says another hash than the transaction has: whatever it took, it was not this. */
    FORGED;

    /** Words of go-ethereum, Erigon and Reth; Besu; Nethermind; OpenEthereum; chains built on CometBFT. */
    private static final List<String> ALREADY = List.of(
            "already known",
            "known transaction",
            "already_known",
            "alreadyknown",
            "already imported",
            "already in mempool",
            "already exists in the mempool",
            "already in the pool",
            "transaction already exists");

    /** @param hash of the transaction; null where it cannot be told, and a result is taken for what it says */
    public static WriteVerdict of(JsonRpcAnswerScanner scanner, @Nullable String hash, byte[] body, int from, int to) {
        JsonRpcAnswer answer = new JsonRpcAnswer();
        if (!scanner.first(body, from, to, answer) || answer.isInArray() || !answer.isAnswer()) {
            return FORGED;
        }
        if (answer.isError()) {
            int at = new JsonValues().member(body, answer.from(), answer.to(), "error");
            // Of an unknown type of transactions nobody has known one.
            String error = text(body, at, answer.to()).toLowerCase(Locale.ROOT).replace("unknown", "");
            return hash != null && ALREADY.stream().anyMatch(error::contains) ? KNOWN : REFUSED;
        }
        String said = text(body, answer.resultFrom(), answer.resultTo());
        return hash == null || said.equalsIgnoreCase("\"" + hash + "\"") ? ACCEPTED : FORGED;
    }

    private static String text(byte[] body, int from, int to) {
        return new String(body, from, to - from, StandardCharsets.UTF_8);
    }
}
