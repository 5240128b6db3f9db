package dev.sluice.engine.jsonrpc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LogFilterTest {
    private final LogFilter filter = new LogFilter();

    private boolean scan(String params) {
        byte[] body =
                ("{\"id\":1,\"method\":\"eth_getLogs\",\"params\":" + params + "}").getBytes(StandardCharsets.UTF_8);
        JsonRpcCall call = new JsonRpcCall();
        new JsonRpcScanner().first(body, 0, body.length, call);
        assertTrue(LogFilter.isOf(body, call));
        return filter.scan(body, call);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"fromBlock":"0x1","toBlock":"0xa"}                       | 10
            {"fromBlock":"0x1","toBlock":10}                          | 10
            {"address":{"fromBlock":"0x1"},"fromBlock":"0x5","toBlock":"0x5"} | 1
            {"fromBlock":"0xa","toBlock":"0x1"}                       | 0
            {"fromBlock":"earliest","toBlock":"0x9"}                  | 10
            {"fromBlock":"0x5a"}                                      | 11
            {"fromBlock":"0x5a","toBlock":null}                       | 11
            {"fromBlock":"0x5a","toBlock":"latest"}                   | 11
            {"fromBlock":"0x5a","toBlock":"finalized"}                | 11
            {"fromBlock":"0x5a","toBlock":"pending"}                  | 12
            {"fromBlock":"safe","toBlock":"safe"}                     | 1
            {}                                                        | 1
            {"fromBlock":"latest"}                                    | 1
            {"blockHash":"0x12","topics":[]}                          | 1
            {"fromBlock":"finalized","toBlock":"latest"}              | -1
            {"fromBlock":"0x1","toBlock":"soon"}                      | -1
            {"fromBlock":"0x1","toBlock":"0xffffffffffffffff"}        | -1
            {"fromBlock":[1],"toBlock":"0x5"}                         | -1
            """)
    void countsBlocksUnderAHeadOf100(String object, long blocks) {
        assertTrue(scan("[" + object + "]"));
        assertEquals(blocks, filter.blocks(100));
    }

    @Test
    void withoutAHeadOnlyNumbersAndWhatIsNewestCanBeTold() {
        assertTrue(scan("[{\"fromBlock\":\"0x1\",\"toBlock\":\"latest\"}]"));
        assertEquals(-1, filter.blocks(-1));
        assertTrue(scan("[{\"toBlock\":\"latest\"}]"));
        assertEquals(1, filter.blocks(-1));
        assertTrue(scan("[{\"fromBlock\":\"0x1\",\"toBlock\":\"0x2\"}]"));
        assertEquals(2, filter.blocks(-1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "{}",
                "[7]",
                "[{\"fromBlock\":\"0x9\",\"fromBlock\":\"0x1\"}]",
                "[{\"FROMBLOCK\":\"0x1\",\"toBlock\":\"0x9\"}]",
                "[{\"toBlock\":\"0x9\",\"toblock\":\"0x99\"}]",
                "[{\"\\u0066romBlock\":\"0x1\",\"toBlock\":\"0x9\"}]"
            })
    void whatNodesCouldReadDifferentlyIsNotRead(String params) {
        assertFalse(scan(params));
    }
}
