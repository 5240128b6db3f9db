package dev.sluice.engine.jsonrpc;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BlockNumberTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "{\"id\":1,\"result\":\"0x10\"}|16",
                "{\"result\" : \"0xFF\" }|255",
                "{\"result\":\"0x\"}|-1",
                "{\"result\":\"0xffffffffffffffff\"}|-1",
                "{\"result\":16}|-1",
                "{\"result\":null}|-1",
                "{\"result\"|-1",
                "{\"result\":\"0x12|-1"
            })
    void readsHexAndRefusesLies(String body, long block) {
        byte[] bytes = body.getBytes(UTF_8);
        assertEquals(block, BlockNumber.of(bytes, 0, bytes.length));
    }
}
