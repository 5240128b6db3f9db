package dev.sluice.engine.clients;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.contract.snapshot.Authentication;
import dev.sluice.contract.snapshot.ClientKeys;
import dev.sluice.contract.snapshot.Clients;
import dev.sluice.contract.snapshot.Credentials;
import dev.sluice.engine.FakeRequest;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class ClientGateTest {
    private static final byte[] NOWHERE = {};
    private static final Function<Authentication.Jwt, TokenVerifier> NO_TOKENS = wanted -> {
        throw new AssertionError("nobody wants tokens");
    };
    private static final String KEYS = ClientKeys.id("default/keys");

    @Test
    void nobodyIsAskedWhereNothingIsSaid() {
        assertSame(ClientGate.OPEN, ClientGate.of(Clients.ANY, Credentials.NONE, NO_TOKENS));
        assertEquals(new Admission.Admitted(""), ClientGate.OPEN.check(FakeRequest.post("/"), NOWHERE, 0));
    }

    @Test
    void aKeyTellsWhichClientCalls() {
        ClientGate gate = byKeyIn("x-api-key", Map.of("wallet", "key-of-wallet", "desk", "key-of-desk"));

        assertEquals(new Admission.Admitted("wallet"), gate.check(with("x-api-key", "key-of-wallet"), NOWHERE, 0));
        assertEquals(new Admission.Admitted("desk"), gate.check(with("x-api-key", "key-of-desk"), NOWHERE, 0));
    }

    @Test
    void noKeyAndWrongKeysAreRefused() {
        ClientGate gate = byKeyIn("x-api-key", Map.of("wallet", "key-of-wallet"));

        assertEquals(Admission.Refused.UNPROVEN, gate.check(FakeRequest.post("/"), NOWHERE, 0));
        for (String wrong : List.of("", "key-of-walle", "key-of-wallet2", "KEY-OF-WALLET", "wallet")) {
            assertEquals(Admission.Refused.UNKNOWN, gate.check(with("x-api-key", wrong), NOWHERE, 0), wrong);
        }
        String digest = ClientKeys.digest("key-of-wallet");
        assertEquals(
                Admission.Refused.UNKNOWN,
                gate.check(with("x-api-key", digest), NOWHERE, 0),
                "what is stored is no key");
    }

    @Test
    void aKeyMayBeABearer() {
        ClientGate gate = byKeyIn("authorization", Map.of("wallet", "key-of-wallet"));

        assertEquals(
                new Admission.Admitted("wallet"),
                gate.check(with("authorization", "Bearer key-of-wallet"), NOWHERE, 0));
        assertEquals(
                new Admission.Admitted("wallet"),
                gate.check(with("authorization", "bearer key-of-wallet"), NOWHERE, 0));
        assertEquals("Bearer", gate.challenge());
    }

    @Test
    void isShutWhereKeysAreNotThere() {
        ClientGate gate = ClientGate.of(asking("x-api-key"), Credentials.NONE, NO_TOKENS);

        assertEquals(Admission.Refused.UNDECIDABLE, gate.check(FakeRequest.post("/"), NOWHERE, 0));
        assertEquals(Admission.Refused.UNDECIDABLE, gate.check(with("x-api-key", "key-of-wallet"), NOWHERE, 0));
    }

    @Test
    void isShutWhereThereIsNoClient() {
        ClientGate gate = byKeyIn("x-api-key", Map.of());

        assertEquals(Admission.Refused.UNKNOWN, gate.check(with("x-api-key", ""), NOWHERE, 0));
        assertEquals("ApiKey header=\"x-api-key\"", gate.challenge());
    }

    @Test
    void aKeyOrATokenWillDo() {
        Authentication both = new Authentication(
                new Authentication.ApiKey("authorization", KEYS),
                new Authentication.Jwt("issuer", List.of(), "sub", List.of()));
        Admission.Admitted byToken = new Admission.Admitted("by token");
        ClientGate gate = ClientGate.of(
                Clients.ANY.with(both),
                new Credentials(1, Map.of(KEYS, "wallet " + ClientKeys.digest("key-of-wallet"))),
                wanted -> (token, now) -> token.equals("good") ? byToken : Admission.Refused.UNKNOWN);

        assertEquals(new Admission.Admitted("wallet"), gate.check(with("authorization", "key-of-wallet"), NOWHERE, 0));
        assertEquals(byToken, gate.check(with("authorization", "Bearer good"), NOWHERE, 0));
        assertEquals(Admission.Refused.UNKNOWN, gate.check(with("authorization", "Bearer bad"), NOWHERE, 0));
        assertEquals(Admission.Refused.UNKNOWN, gate.check(with("authorization", "good"), NOWHERE, 0));
        assertEquals(Admission.Refused.UNPROVEN, gate.check(FakeRequest.post("/"), NOWHERE, 0));
        assertEquals("Bearer", gate.challenge());
    }

    @Test
    void clientsMayBeHeldToAddresses() throws Exception {
        ClientGate gate = ClientGate.of(
                Clients.ANY.from(
                        List.of(List.of("10.0.0.0/8", "2001:db8::/32"), List.of("10.0.0.0/9", "2001:db8::/33")),
                        List.of("10.1.2.0/23", "2001:db8:0:7::/64")),
                Credentials.NONE,
                NO_TOKENS);

        for (String in :
                List.of("10.0.0.1", "10.127.255.255", "10.1.1.255", "10.1.4.0", "2001:db8::1", "::ffff:10.0.0.1")) {
            assertEquals(new Admission.Admitted(""), gate.check(FakeRequest.post("/"), address(in), 0), in);
        }
        for (String out : List.of(
                "11.0.0.1",
                "10.128.0.0",
                "10.1.2.0",
                "10.1.3.255",
                "192.0.2.1",
                "2001:db9::1",
                "2001:db8:8000::",
                "2001:db8:0:7::9",
                "::1")) {
            assertEquals(Admission.Refused.ADDRESS, gate.check(FakeRequest.post("/"), address(out), 0), out);
        }
        assertEquals(
                Admission.Refused.ADDRESS, gate.check(FakeRequest.post("/"), NOWHERE, 0), "an address nobody knows");
    }

    @Test
    void whoMayNotCallFromThereIsNotAskedForAKey() throws Exception {
        ClientGate gate =
                ClientGate.of(asking("x-api-key").from(List.of(), List.of("0.0.0.0/0")), Credentials.NONE, NO_TOKENS);

        assertEquals(Admission.Refused.ADDRESS, gate.check(FakeRequest.post("/"), address("192.0.2.1"), 0));
        assertEquals(Admission.Refused.UNDECIDABLE, gate.check(FakeRequest.post("/"), address("::1"), 0));
    }

    @Test
    void whatIsNoRangeIsSaid() {
        for (String wrong : List.of(
                "",
                "10",
                "10.1/16",
                "fe80::1%1/128",
                "10.0.0.0/33",
                "::/129",
                "10.0.0.0/-1",
                "10.0.0.0/",
                "a.example",
                "10.0.0.0/08x",
                "10.0.0.1/8")) {
            IllegalArgumentException e =
                    assertThrows(IllegalArgumentException.class, () -> AddressRange.of(wrong), wrong);
            assertTrue(e.getMessage().contains("expected"), e.getMessage());
        }
        assertTrue(AddressRange.of("192.0.2.7").holds(new byte[] {(byte) 192, 0, 2, 7}));
        assertFalse(AddressRange.of("192.0.2.7").holds(new byte[] {(byte) 192, 0, 2, 8}));
        assertTrue(AddressRange.of("::/0").holds(new byte[16]));
    }

    private static byte[] address(String text) throws Exception {
        return java.net.InetAddress.ofLiteral(text).getAddress();
    }

    private static ClientGate byKeyIn(String header, Map<String, String> keys) {
        Map<String, String> digests = new java.util.HashMap<>();
        keys.forEach((client, key) -> digests.put(client, ClientKeys.digest(key)));
        return ClientGate.of(
                asking(header), new Credentials(1, Map.of(KEYS, new ClientKeys(digests).text())), NO_TOKENS);
    }

    private static Clients asking(String header) {
        return Clients.ANY.with(new Authentication(new Authentication.ApiKey(header, KEYS)));
    }

    private static FakeRequest with(String header, String value) {
        return new FakeRequest("POST", "localhost", "/", Map.of(header, value), Map.of());
    }
}
