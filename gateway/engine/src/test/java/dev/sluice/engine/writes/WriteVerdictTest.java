package dev.sluice.engine.writes;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.sluice.engine.jsonrpc.JsonRpcAnswerScanner;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WriteVerdictTest {
    private static final String HASH = "0x33469b22e9f636356c4160a87eb19df52b7412e8eac32a4a55ffe88ea8350788";

    private static WriteVerdict of(String hash, String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        return WriteVerdict.of(new JsonRpcAnswerScanner(), hash, bytes, 0, bytes.length);
    }

    private static WriteVerdict ofError(String message) {
        return of(HASH, "{\"id\":1,\"error\":{\"code\":-32000,\"message\":\"" + message + "\"}}");
    }

    @Test
    void theRightHashIsAcceptedInAnyCaseAndNoOtherResult() {
        assertEquals(WriteVerdict.ACCEPTED, of(HASH, "{\"id\":1,\"result\":\"" + HASH + "\"}"));
        assertEquals(
                WriteVerdict.ACCEPTED,
                of(HASH, "{\"id\":1,\"result\":\"0x" + HASH.substring(2).toUpperCase() + "\"}"));
        assertEquals(WriteVerdict.FORGED, of(HASH, "{\"id\":1,\"result\":\"" + HASH.replace('3', '4') + "\"}"));
        assertEquals(WriteVerdict.FORGED, of(HASH, "{\"id\":1,\"result\":null}"));
        assertEquals(WriteVerdict.FORGED, of(HASH, "{\"id\":1,\"result\":true,\"result\":\"" + HASH + "\"}"));
    }

    @Test
    void whereTheHashCannotBeToldAResultIsTakenAndNothingIsKnown() {
        assertEquals(WriteVerdict.ACCEPTED, of(null, "{\"id\":1,\"result\":\"0x1\"}"));
        assertEquals(WriteVerdict.REFUSED, of(null, "{\"id\":1,\"error\":{\"code\":1,\"message\":\"already known\"}}"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "already known",
                "ALREADY_EXISTS: already known",
                "known transaction: 33469b",
                "Known transaction",
                "AlreadyKnown",
                "Transaction with the same hash was already imported.",
                "tx already in mempool",
                "nonce too low; transaction already exists"
            })
    void whoHasItAlreadySaysSoInTheWordsOfItsClient(String message) {
        assertEquals(WriteVerdict.KNOWN, ofError(message));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nonce too low",
                "replacement transaction underpriced",
                "insufficient funds for gas * price + value",
                "unknown transaction type"
            })
    void anyOtherErrorIsARefusal(String message) {
        assertEquals(WriteVerdict.REFUSED, ofError(message));
    }
}
