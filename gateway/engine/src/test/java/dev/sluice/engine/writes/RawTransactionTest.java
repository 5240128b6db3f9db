package dev.sluice.engine.writes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.sluice.engine.jsonrpc.JsonRpcCall;
import dev.sluice.engine.jsonrpc.JsonRpcScanner;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RawTransactionTest {
    /** The example of EIP-155. */
    private static final String LEGACY =
            "f86c098504a817c800825208943535353535353535353535353535353535353535880de0b6b3a76400008025a0"
                    + "28ef61340bd939bc2195fe537567866003e1a15d3c71ff63e1590620aa636276a0"
                    + "67cbe9d8997f761aecb703304b3800ccf555c9f3dc64214b297fb1966a3b6d83";

    private static final String LEGACY_HASH = "0x33469b22e9f636356c4160a87eb19df52b7412e8eac32a4a55ffe88ea8350788";

    private static String hash(String params) {
        byte[] body = ("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"eth_sendRawTransaction\",\"params\":" + params + "}")
                .getBytes(StandardCharsets.US_ASCII);
        JsonRpcCall call = new JsonRpcCall();
        new JsonRpcScanner().first(body, 0, body.length, call);
        return RawTransaction.hash(body, call);
    }

    private static String keccak(String hex) {
        return "0x" + HexFormat.of().formatHex(Keccak256.hash(HexFormat.of().parseHex(hex)));
    }

    @Test
    void aLegacyTransactionIsKnownByTheHashOfItsBytes() {
        assertEquals(LEGACY_HASH, hash("[\"0x" + LEGACY + "\"]"));
        assertEquals(LEGACY_HASH, hash(" [ \"0x" + LEGACY.toUpperCase() + "\" , {} ]"));
    }

    @Test
    void aTypedOneWithItsType() {
        assertEquals(keccak("02c20102"), hash("[\"0x02c20102\"]"));
    }

    /** EIP-4844: what travels beside the transaction is not part of its hash. */
    @Test
    void oneWithBlobsIsHashedWithoutThem() {
        assertEquals(keccak("03c20102"), hash("[\"0x03c7c20102c3c1aa01\"]"));
        assertEquals(keccak("03c20102"), hash("[\"0x03c20102\"]"), "as it stands in a block");
        String longFields = "f839b7" + "00".repeat(56);
        assertEquals(keccak("03" + longFields), hash("[\"0x03f83d" + longFields + "c101\"]"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "{}",
                "[\"0x\"]",
                "[\"0xzz\"]",
                "[\"0x123\"]",
                "[\"f86c\"]",
                "[7]",
                "[\"0x71c20102\"]",
                "[\"0x00\"]",
                "[\"0x03c7ff0102\"]",
                "[\"0x03c7f901\"]"
            })
    void whatCannotBeToldHasNoHash(String params) {
        assertNull(hash(params));
    }
}
