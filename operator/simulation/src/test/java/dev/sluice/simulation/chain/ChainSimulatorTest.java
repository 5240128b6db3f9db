package dev.sluice.simulation.chain;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChainSimulatorTest {
    private static final long SECOND = 1_000_000_000L;
    private static final long NOW = 100 * SECOND;
    private static final JsonMapper JSON = new JsonMapper();

    private final ChainSimulator chain = new ChainSimulator(ChainSettings.ethereum(7));

    private static String text(ChainSimulator chain, String body, long now, int lag) {
        return new String(chain.answer(body.getBytes(StandardCharsets.UTF_8), now, lag), StandardCharsets.UTF_8);
    }

    private JsonNode answer(String body) {
        return read(text(chain, body, NOW, 0));
    }

    private JsonNode call(String method, String params) {
        return call(method, params, 0);
    }

    private JsonNode call(String method, String params, int lag) {
        String body = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"" + method + "\",\"params\":" + params + "}";
        return read(text(chain, body, NOW, lag));
    }

    private JsonNode result(String method, String params) {
        JsonNode answer = call(method, params);
        assertTrue(answer.has("result"), () -> method + " answered " + answer);
        return answer.get("result");
    }

    private int errorCode(String method, String params) {
        JsonNode answer = call(method, params);
        assertFalse(answer.has("result"), () -> method + " answered " + answer);
        return answer.get("error").get("code").asInt();
    }

    private static JsonNode read(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long number(JsonNode quantity) {
        return Long.parseLong(quantity.asText().substring(2), 16);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1",
                "0",
                "-7",
                "1.50",
                "1e2",
                "123456789012345678901234567890",
                "\"a\"",
                "\"\\u0041\\n\"",
                "\"ü\"",
                "null",
                "\"\""
            })
    void idComesBackByteForByte(String id) {
        String answer = text(chain, "{\"method\":\"eth_chainId\" , \"id\" : " + id + " ,\"jsonrpc\":\"2.0\"}", NOW, 0);

        assertEquals("{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"result\":\"0x1\"}", answer);
    }

    @Test
    void idAtTheEndOfTheCallComesBackToo() {
        assertEquals(
                "{\"jsonrpc\":\"2.0\",\"id\":99,\"result\":\"1\"}",
                text(
                        chain,
                        "{\"jsonrpc\":\"2.0\",\"params\":[{\"id\":5}],\"method\":\"net_version\",\"id\":99}",
                        NOW,
                        0));
    }

    @Test
    void aBatchIsAnsweredInOrderWithEachCallsOwnResultOrError() {
        JsonNode answers = answer(
                "[{\"jsonrpc\":\"2.0\",\"id\":\"x\",\"method\":\"eth_chainId\"},7,{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"no_such\"}]");

        assertEquals(3, answers.size());
        assertEquals("0x1", answers.get(0).get("result").asText());
        assertEquals(-32600, answers.get(1).get("error").get("code").asInt());
        assertEquals(-32601, answers.get(2).get("error").get("code").asInt());
        assertEquals(2, answers.get(2).get("id").asInt());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "nonsense", "{\"a\":1} {\"b\":2}", "[1,", "\u0000"})
    void whatIsNoJsonIsAParseError(String body) {
        assertEquals(-32700, answer(body).get("error").get("code").asInt());
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "{}", "3", "\"x\"", "{\"id\":1,\"method\":5}"})
    void whatIsNoCallIsAnInvalidRequest(String body) {
        assertEquals(-32600, answer(body).get("error").get("code").asInt());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "eth_getBalance | []",
                "eth_getBalance | [\"0x12\",\"latest\"]",
                "eth_getBalance | [\"0x00000000000000000000000000000000000000zz\",\"latest\"]",
                "eth_getBlockByNumber | []",
                "eth_getBlockByNumber | [\"12\",false]",
                "eth_getBlockByNumber | [\"0x01\",false]",
                "eth_getBlockByNumber | [\"latest\",\"yes\"]",
                "eth_getBlockByHash | [\"0x12\",false]",
                "eth_call | [5]",
                "eth_call | [{\"data\":\"0x123\"}]",
                "eth_getLogs | []",
                "eth_getLogs | [{\"address\":\"0x1\"}]",
                "eth_getTransactionByHash | [7]",
                "eth_feeHistory | [0,\"latest\",[]]",
                "eth_feeHistory | [100000,\"latest\",[]]",
                "eth_sendRawTransaction | [\"hello\"]",
            })
    void parametersThatMakeNoSenseAreRefused(String method, String params) {
        assertEquals(-32602, errorCode(method, params));
    }

    @Test
    void nodesOfAChainAgree() {
        ChainSimulator other = new ChainSimulator(ChainSettings.ethereum(7));
        for (String params : List.of("[\"latest\",true]", "[\"0x15ef3c8\",false]", "[\"earliest\",true]")) {
            String body =
                    "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"eth_getBlockByNumber\",\"params\":" + params + "}";
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);

            assertArrayEquals(chain.answer(bytes, NOW, 0), other.answer(bytes, NOW, 0));
            assertNotEquals(text(chain, body, NOW, 0), text(chain.elsewhere(), body, NOW, 0));
        }
    }

    @Test
    void blocksAdvanceWithTimeAndLinkToTheirParents() {
        long head = chain.headNumber(NOW, 0);

        assertEquals(head + 1, chain.headNumber(NOW + 2 * SECOND, 0));
        assertEquals(head, number(result("eth_blockNumber", "[]")));
        JsonNode block = result("eth_getBlockByNumber", "[\"latest\",false]");
        JsonNode parent = result("eth_getBlockByNumber", "[\"0x" + Long.toHexString(head - 1) + "\",false]");
        assertEquals(parent.get("hash"), block.get("parentHash"));
        assertEquals(2, number(block.get("timestamp")) - number(parent.get("timestamp")));
        assertEquals(
                block, result("eth_getBlockByHash", "[\"" + block.get("hash").asText() + "\",false]"));
    }

    @Test
    void aNodeThatLagsKnowsNothingOfNewerBlocks() {
        String head = "\"0x" + Long.toHexString(chain.headNumber(NOW, 0)) + "\"";

        assertEquals(
                chain.headNumber(NOW, 0) - 3,
                number(call("eth_blockNumber", "[]", 3).get("result")));
        assertTrue(call("eth_getBlockByNumber", "[" + head + ",false]", 3)
                .get("result")
                .isNull());
        JsonNode balance = call("eth_getBalance", "[\"0x" + "ab".repeat(20) + "\"," + head + "]", 3);
        assertEquals(-32000, balance.get("error").get("code").asInt());
        assertEquals("header not found", balance.get("error").get("message").asText());
    }

    @Test
    void transactionsReceiptsAndLogsTellTheSameStory() {
        JsonNode block = result("eth_getBlockByNumber", "[\"latest\",true]");
        String hash = block.get("hash").asText();
        int logs = 0;
        for (JsonNode transaction : block.get("transactions")) {
            String params = "[\"" + transaction.get("hash").asText() + "\"]";
            assertEquals(transaction, result("eth_getTransactionByHash", params));
            JsonNode receipt = result("eth_getTransactionReceipt", params);
            assertEquals(hash, receipt.get("blockHash").asText());
            assertEquals(transaction.get("to"), receipt.get("to"));
            logs += receipt.get("logs").size();
        }

        assertEquals(
                logs,
                result("eth_getLogs", "[{\"blockHash\":\"" + hash + "\"}]").size());
        assertEquals(
                logs,
                result("eth_getLogs", "[{\"fromBlock\":\"latest\",\"toBlock\":\"latest\"}]")
                        .size());
    }

    @Test
    void logsAreFilteredByAddress() {
        String head = "\"0x" + Long.toHexString(chain.headNumber(NOW, 0)) + "\"";
        String from = "\"0x" + Long.toHexString(chain.headNumber(NOW, 0) - 50) + "\"";
        String range = "\"fromBlock\":" + from + ",\"toBlock\":" + head;
        JsonNode all = result("eth_getLogs", "[{" + range + "}]");
        String wanted = all.get(0).get("address").asText();

        JsonNode some = result("eth_getLogs", "[{" + range + ",\"address\":\"" + wanted + "\"}]");

        assertTrue(some.size() > 0 && some.size() < all.size());
        some.forEach(log -> assertEquals(wanted, log.get("address").asText()));
    }

    @Test
    void tooManyBlocksOfLogsAreRefused() {
        assertEquals(-32005, errorCode("eth_getLogs", "[{\"fromBlock\":\"0x1\",\"toBlock\":\"0x100\"}]"));
    }

    @Test
    void aTransactionSentTwiceHasOneHashAndIsMinedInTheNextBlock() {
        String params = "[\"0x02f86b0184\"]";
        String hash = result("eth_sendRawTransaction", params).asText();
        String query = "[\"" + hash + "\"]";

        assertEquals(hash, result("eth_sendRawTransaction", params).asText());
        assertTrue(result("eth_getTransactionByHash", query).get("blockNumber").isNull());
        assertTrue(result("eth_getTransactionReceipt", query).isNull());
        String body =
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"eth_getTransactionReceipt\",\"params\":" + query + "}";
        JsonNode mined = read(text(chain, body, NOW + 2 * SECOND, 0)).get("result");
        assertEquals(chain.headNumber(NOW, 0) + 1, number(mined.get("blockNumber")));
        assertEquals(hash, mined.get("transactionHash").asText());
    }

    @Test
    void aCallThatRevertsSaysSo() {
        assertEquals(3, errorCode("eth_call", "[{\"data\":\"0xdeadbeef00\"},\"latest\"]"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "web3_clientVersion | []",
                "eth_gasPrice | []",
                "eth_getTransactionCount | [\"0x00000000000000000000000000000000000000aa\",\"latest\"]",
                "eth_getCode | [\"0x00000000000000000000000000000000000000aa\",\"safe\"]",
                "eth_call | [{\"to\":\"0x00000000000000000000000000000000000000aa\"},\"finalized\"]",
                "eth_estimateGas | [{\"data\":\"0x00\"}]",
                "eth_feeHistory | [\"0x4\",\"latest\",[]]",
            })
    void usualMethodsAnswer(String method, String params) {
        assertFalse(result(method, params).isNull());
    }
}
