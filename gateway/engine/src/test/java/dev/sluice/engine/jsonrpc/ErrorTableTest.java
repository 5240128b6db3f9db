package dev.sluice.engine.jsonrpc;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.sluice.contract.observation.Failure;
import dev.sluice.contract.snapshot.ErrorRule;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ErrorTableTest {
    private static Failure of(ErrorTable table, int code, String message) {
        byte[] bytes = message.getBytes(UTF_8);
        return table.of(code, bytes, 0, bytes.length);
    }

    @ParameterizedTest
    @CsvSource({
        "geth, -32000, header not found, NOT_SYNCED",
        "geth, -32000, historical state 0x12 is not available, NOT_SYNCED",
        "geth, 4444, pruned history unavailable, NOT_SYNCED",
        "geth, -32000, execution reverted: header not found,",
        "geth, -32000, replacement transaction underpriced,",
        "erigon, -32000, old data not available due to pruning: requested block 1, NOT_SYNCED",
        "nethermind, -32002, No state available for block 0x12, NOT_SYNCED",
        "nethermind, -32015, VM execution error.,",
        "besu, -32000, World state unavailable, NOT_SYNCED",
        "reth, -32000, state at block #5 is pruned, NOT_SYNCED",
        "reth, -32001, block not found: 0x5, NOT_SYNCED",
        "alchemy, 429, Your app has exceeded its compute units per second capacity, RATE_LIMITED",
        "alchemy, -32000, Your app has exceeded its compute units per second capacity, RATE_LIMITED",
        "alchemy, -32602, Log response size exceeded,",
        "infura, -32005, project ID request rate exceeded, RATE_LIMITED",
        "infura, -32005, query returned more than 10000 results,",
        "quicknode, -32007, 50/second request limit reached, RATE_LIMITED",
        "any, -32603, rate limit exceeded, RATE_LIMITED",
        "any, -32601, the method eth_x is not available: rate limit,"
    })
    void knowsWhatNodesAndSellersWrite(String family, int code, String message, Failure failure) {
        assertEquals(failure, of(ErrorTable.KNOWN, code, message), family);
    }

    @Test
    void aProvidersOwnRowsComeFirstInTheirOrder() {
        ErrorTable table = new ErrorTable(List.of(
                new ErrorRule(-32000, "Come Back Later", ErrorRule.Kind.RATE_LIMITED),
                new ErrorRule(-32000, "come back", ErrorRule.Kind.PROVIDER_FAULT),
                new ErrorRule(null, "header not found", ErrorRule.Kind.ANSWER),
                new ErrorRule(-7, "", ErrorRule.Kind.NOT_SYNCED)));

        assertEquals(Failure.RATE_LIMITED, of(table, -32000, "please COME BACK LATER"));
        assertEquals(Failure.PROVIDER_FAULT, of(table, -32000, "come back never"));
        assertNull(of(table, -32000, "header not found"));
        assertEquals(Failure.NOT_SYNCED, of(table, -7, "whatever"));
        assertEquals(Failure.NOT_SYNCED, table.of(-7, new byte[0], -1, -1));
        assertEquals(Failure.NOT_SYNCED, of(table, -32000, "missing trie node"), "the rest is as known");
    }
}
