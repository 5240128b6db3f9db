package dev.sluice.engine.cache;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.sluice.engine.jsonrpc.JsonRpcAnswer;
import dev.sluice.engine.jsonrpc.JsonRpcAnswerScanner;
import dev.sluice.engine.jsonrpc.JsonRpcCall;
import dev.sluice.engine.jsonrpc.JsonRpcScanner;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetentionTest {
    private static final String HASH = "\"0x" + "ab".repeat(32) + "\"";
    private static final long FINAL = 0x100;

    private final Retention retention = new Retention();

    private Retention.Term term(String method, String params, String answer, long finalBlock) {
        byte[] asked = ("{\"id\":1,\"method\":\"" + method + "\"" + (params.isEmpty() ? "" : ",\"params\":" + params)
                        + "}")
                .getBytes(UTF_8);
        byte[] said = answer.getBytes(UTF_8);
        JsonRpcCall call = new JsonRpcCall();
        JsonRpcAnswer read = new JsonRpcAnswer();
        new JsonRpcScanner().scan(asked, 0, asked.length, call);
        new JsonRpcAnswerScanner().first(said, 0, said.length, read);
        return retention.of(asked, call, said, read, finalBlock);
    }

    /** The answer repeats what was asked, where such an answer does. */
    private Retention.Term term(String method, String params) {
        String first = params.startsWith("[") || params.startsWith(" [")
                ? params.replaceAll("^ *\\[ *([^,\\] ]*).*", "$1")
                : "";
        String result = first.startsWith("\"")
                ? "{\"number\":" + first.toUpperCase(Locale.ROOT).replace("0X", "0x") + ",\"hash\":" + first + "}"
                : "\"0x1\"";
        return term(method, params, "{\"id\":1,\"result\":" + result + "}", FINAL);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "eth_getBlockByHash|[HASH,false]",
                "eth_getBlockReceipts|[HASH]",
                "eth_call|[{\"to\":\"0x1\"},{\"blockHash\":HASH}]",
                "eth_getBlockByNumber|[\"0x100\",false]",
                "eth_getBlockByNumber| [ \"0x0\" , true ] ",
                "eth_call|[{\"to\":\"0x1\"},\"0xff\"]",
                "eth_call|[{},{\"blockNumber\":\"0x100\"}]",
                "eth_getStorageAt|[\"0x1\",\"0x2\",\"0x3\"]",
                "eth_getProof|[\"0x1\",[\"0x9999\"],\"0x3\"]",
                "eth_getLogs|[{\"fromBlock\":\"0x1\",\"toBlock\":\"0x100\"}]",
                "eth_getLogs|[{\"blockHash\":HASH,\"topics\":[]}]"
            })
    void contentOfFinalBlocksLasts(String method, String params) {
        assertEquals(Retention.Term.LASTING, term(method, params.replace("HASH", HASH)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "eth_blockNumber|[]",
                "eth_gasPrice|~~",
                "eth_chainId|[]",
                "getSlot|[]",
                "eth_getBlockByNumber|[\"0x101\",false]",
                "eth_getBlockByNumber|[\"latest\",false]",
                "eth_getBlockByNumber|[\"safe\",false]",
                "eth_getBlockByNumber|[\"finalized\",false]",
                "eth_getBlockByNumber|[\"earliest\",false]",
                "eth_getBlockByNumber|[]",
                "eth_getBlockByNumber|{\"block\":\"0x1\"}",
                "eth_getBlockByNumber|[\"0x\",false]",
                "eth_getBlockByNumber|[\"0x1g\",false]",
                "eth_getBlockByNumber|[\"0xffffffffffffffffffff\",false]",
                "eth_getBlockByNumber|[\"1\",false]",
                "eth_getBlockByNumber|[null,false]",
                "eth_call|[{\"to\":\"0x1\"}]",
                "eth_call|[{\"to\":\"0x1\"},{}]",
                "eth_call|[{},{\"blockNumber\":\"0x101\"}]",
                "eth_call|[{},{\"blockNumber\":\"0x101\",\"blockHash\":HASH}]",
                "eth_call|[\"0x1\",\"0xff0\"]",
                "eth_getLogs|[{\"fromBlock\":\"0x1\",\"toBlock\":\"latest\"}]",
                "eth_getLogs|[{\"fromBlock\":\"latest\",\"toBlock\":\"0x1\"}]",
                "eth_getLogs|[{\"fromBlock\":\"0x1\",\"toBlock\":\"0x101\"}]",
                "eth_getLogs|[{\"fromBlock\":\"0x1\"}]",
                "eth_getLogs|[{\"toBlock\":\"0x1\"}]",
                "eth_getLogs|[{}]",
                "eth_getLogs|[{\"blockHash\":\"0x1\"}]",
                "eth_getLogs|[{\"blockHash\":HASH,\"toBlock\":\"0x1\"}]"
            })
    void whatMayStillChangeIsKeptForAMoment(String method, String params) {
        assertEquals(Retention.Term.BRIEF, term(method, params.replace("HASH", HASH)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"id\":1,\"result\":null}",
                "{\"id\":1,\"error\":{\"code\":3,\"message\":\"execution reverted\"}}",
                "{\"id\":1,\"result\":\"0x1\",\"error\":{}}",
                "{\"id\":1}",
                "{\"id\":1,\"result\":1,\"result\":2}",
                "[{\"id\":1,\"result\":1}]x",
                "nonsense"
            })
    void errorsAndNullAreNotKept(String answer) {
        assertEquals(Retention.Term.NONE, term("eth_getBlockByHash", "[" + HASH + "]", answer, FINAL));
        assertEquals(Retention.Term.NONE, term("eth_blockNumber", "[]", answer, FINAL));
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "[ ]", "{}", "\"\""})
    void anEmptyAnswerOfANodeThatMayLagIsKeptForAMomentOnly(String nothing) {
        String answer = "{\"id\":1,\"result\":" + nothing + "}";
        assertEquals(
                Retention.Term.BRIEF,
                term("eth_getLogs", "[{\"fromBlock\":\"0x1\",\"toBlock\":\"0x2\"}]", answer, FINAL));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{\"blockNumber\":\"0x100\",\"transactionHash\":HASH}|LASTING",
                "{\"blockNumber\":\"0x101\"}|BRIEF",
                "{\"blockNumber\":null}|NONE",
                "{\"logs\":[{\"blockNumber\":\"0x1\"}]}|NONE",
                "[{\"blockNumber\":256}]|LASTING",
                "[{\"blockNumber\":257},{\"blockNumber\":1}]|BRIEF",
                "[]|BRIEF",
                "\"text\"|NONE"
            })
    void aTransactionLastsOnceItsBlockIsDeepEnough(String result, Retention.Term term) {
        String answer = "{\"id\":1,\"result\":" + result.replace("HASH", HASH) + "}";
        String method = result.startsWith("[") ? "trace_transaction" : "eth_getTransactionReceipt";
        assertEquals(term, term(method, "[" + HASH + "]", answer, FINAL));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "eth_getBlockByNumber|[\"0x10\"]|{\"number\":\"0x11\"}",
                "eth_getBlockByNumber|[\"0x10\"]|{\"hash\":\"0x10\"}",
                "eth_getBlockByNumber|[\"0x10\"]|7",
                "eth_getBlockByHash|[HASH]|{\"hash\":\"0x10\"}",
                "eth_getTransactionByHash|[HASH]|{\"hash\":\"0x10\",\"blockNumber\":\"0x1\"}",
                "eth_getTransactionReceipt|[HASH]|{\"hash\":HASH,\"blockNumber\":\"0x1\"}"
            })
    void anAnswerAboutSomethingElseIsKeptForAMomentOnly(String method, String params, String result) {
        String answer = "{\"id\":1,\"result\":" + result.replace("HASH", HASH) + "}";
        assertEquals(Retention.Term.BRIEF, term(method, params.replace("HASH", HASH), answer, FINAL));
    }

    @Test
    void whereNothingIsFinalNothingLastsButWhatHasAHash() {
        String answer = "{\"id\":1,\"result\":{\"blockNumber\":\"0x0\",\"hash\":" + HASH + "}}";
        assertEquals(Retention.Term.BRIEF, term("eth_getTransactionReceipt", "[" + HASH + "]", answer, -1));
        assertEquals(Retention.Term.BRIEF, term("eth_getBlockByNumber", "[\"0x0\"]", answer, -1));
        assertEquals(Retention.Term.LASTING, term("eth_getBlockByHash", "[" + HASH + "]", answer, -1));
    }
}
