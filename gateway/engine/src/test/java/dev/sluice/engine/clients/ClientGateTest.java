package dev.sluice.engine.clients;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.sluice.contract.snapshot.Authentication;
import dev.sluice.contract.snapshot.ClientKeys;
import dev.sluice.contract.snapshot.Clients;
import dev.sluice.contract.snapshot.Credentials;
import dev.sluice.engine.FakeRequest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ClientGateTest {
    private static final String KEYS = ClientKeys.id("default/keys");

    @Test
    void nobodyIsAskedWhereNothingIsSaid() {
        assertSame(ClientGate.OPEN, ClientGate.of(Clients.ANY, Credentials.NONE));
        assertEquals(new Admission.Admitted(""), ClientGate.OPEN.check(FakeRequest.post("/")));
    }

    @Test
    void aKeyTellsWhichClientCalls() {
        ClientGate gate = byKeyIn("x-api-key", Map.of("wallet", "key-of-wallet", "desk", "key-of-desk"));

        assertEquals(new Admission.Admitted("wallet"), gate.check(with("x-api-key", "key-of-wallet")));
        assertEquals(new Admission.Admitted("desk"), gate.check(with("x-api-key", "key-of-desk")));
    }

    @Test
    void noKeyAndWrongKeysAreRefused() {
        ClientGate gate = byKeyIn("x-api-key", Map.of("wallet", "key-of-wallet"));

        assertEquals(Admission.Refused.UNPROVEN, gate.check(FakeRequest.post("/")));
        for (String wrong : List.of("", "key-of-walle", "key-of-wallet2", "KEY-OF-WALLET", "wallet")) {
            assertEquals(Admission.Refused.UNKNOWN, gate.check(with("x-api-key", wrong)), wrong);
        }
        String digest = ClientKeys.digest("key-of-wallet");
        assertEquals(Admission.Refused.UNKNOWN, gate.check(with("x-api-key", digest)), "what is stored is no key");
    }

    @Test
    void aKeyMayBeABearer() {
        ClientGate gate = byKeyIn("authorization", Map.of("wallet", "key-of-wallet"));

        assertEquals(new Admission.Admitted("wallet"), gate.check(with("authorization", "Bearer key-of-wallet")));
        assertEquals(new Admission.Admitted("wallet"), gate.check(with("authorization", "bearer key-of-wallet")));
        assertEquals("Bearer", gate.challenge());
    }

    @Test
    void isShutWhereKeysAreNotThere() {
        ClientGate gate = ClientGate.of(asking("x-api-key"), Credentials.NONE);

        assertEquals(Admission.Refused.UNDECIDABLE, gate.check(FakeRequest.post("/")));
        assertEquals(Admission.Refused.UNDECIDABLE, gate.check(with("x-api-key", "key-of-wallet")));
    }

    @Test
    void isShutWhereThereIsNoClient() {
        ClientGate gate = byKeyIn("x-api-key", Map.of());

        assertEquals(Admission.Refused.UNKNOWN, gate.check(with("x-api-key", "")));
        assertEquals("ApiKey header=\"x-api-key\"", gate.challenge());
    }

    private static ClientGate byKeyIn(String header, Map<String, String> keys) {
        Map<String, String> digests = new java.util.HashMap<>();
        keys.forEach((client, key) -> digests.put(client, ClientKeys.digest(key)));
        return ClientGate.of(asking(header), new Credentials(1, Map.of(KEYS, new ClientKeys(digests).text())));
    }

    private static Clients asking(String header) {
        return Clients.ANY.with(new Authentication(new Authentication.ApiKey(header, KEYS)));
    }

    private static FakeRequest with(String header, String value) {
        return new FakeRequest("POST", "localhost", "/", Map.of(header, value), Map.of());
    }
}
