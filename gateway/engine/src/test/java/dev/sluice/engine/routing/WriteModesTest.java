package dev.sluice.engine.routing;

import static dev.sluice.engine.Gateway.name;
import static dev.sluice.engine.Snapshots.provider;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.contract.observation.Failure;
import dev.sluice.contract.snapshot.RequestClass;
import dev.sluice.contract.snapshot.RequestClass.WriteMode;
import dev.sluice.contract.snapshot.Retry;
import dev.sluice.engine.FakeRequest;
import dev.sluice.engine.Gateway;
import dev.sluice.engine.Snapshots;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Whom a write goes to, by the mode of its class. */
class WriteModesTest {
    private static final String SEND = "{\"id\":1,\"method\":\"eth_sendRawTransaction\",\"params\":[\"0xc0\"]}";

    private static Snapshots mode(Snapshots snapshots, WriteMode mode, int providers) {
        snapshots.classes = List.of(new RequestClass(
                "writes", List.of("eth_send*"), List.of(), List.of(), 50, mode, List.of(), null, providers));
        return snapshots;
    }

    private static List<Exchange> copies(Gateway gateway, Exchange x) {
        return gateway.loop.copies(x, FakeRequest.post("/"), SEND.getBytes(UTF_8));
    }

    @Test
    void onlyRawTransactionsThatExpectAnAnswerAreBroadcast() {
        Gateway gateway = new Gateway(mode(Snapshots.of(1, 1), WriteMode.BROADCAST, 3));

        assertTrue(gateway.classified(SEND).isBroadcast());
        assertFalse(gateway.call("eth_sendTransaction").isBroadcast(), "it may take effect twice");
        assertFalse(gateway.call("eth_call").isBroadcast());
        assertFalse(gateway.classified("[" + SEND + "]").isBroadcast());
        assertFalse(gateway.classified("{\"method\":\"eth_sendRawTransaction\",\"params\":[\"0xc0\"]}")
                .isBroadcast());
        assertFalse(new Gateway(Snapshots.of(1, 1)).classified(SEND).isBroadcast());
    }

    @Test
    void copiesGoToProvidersOfDifferentOrganizations() {
        for (int seed = 0; seed < 50; seed++) {
            Snapshots snapshots = new Snapshots();
            for (int i = 0; i < 6; i++) {
                var same = provider("a" + i, "region" + i, List.of(), 1);
                snapshots.with(
                        new dev.sluice.contract.snapshot.Provider(
                                same.id(),
                                same.providerClass(),
                                i < 4 ? "many-names" : "org" + i,
                                same.location(),
                                same.api(),
                                same.capabilities(),
                                same.endpoints(),
                                same.credentials(),
                                same.price(),
                                same.capacity(),
                                same.quota(),
                                null),
                        1,
                        0);
            }
            Gateway gateway = new Gateway(mode(snapshots, WriteMode.BROADCAST, 3), seed);
            Set<String> organizations = new HashSet<>();
            for (Exchange copy : copies(gateway, gateway.classified(SEND))) {
                assertEquals(Pick.PICKED, gateway.loop.pick(copy, gateway.now));
                organizations.add(copy.provider().provider().organization());
            }
            assertEquals(Set.of("many-names", "org4", "org5"), organizations);
        }
    }

    @Test
    void aCopyIsRetriedWhereNoOtherCopyIsAndNotAtAllWhereEverybodyHasOne() {
        Snapshots three = Snapshots.of(1, 1, 1);
        three.retry = new Retry(3, 0, 0, List.of());
        Gateway gateway = new Gateway(mode(three, WriteMode.BROADCAST, 2));
        List<Exchange> copies = copies(gateway, gateway.classified(SEND));
        copies.forEach(copy -> assertEquals(Pick.PICKED, gateway.loop.pick(copy, gateway.now)));
        Set<String> names = new HashSet<>(List.of(name(copies.get(0)), name(copies.get(1))));
        assertEquals(2, names.size());

        gateway.fail(copies.get(0), Failure.RESET);
        assertEquals(Pick.PICKED, gateway.retry(copies.get(0)));
        assertTrue(names.add(name(copies.get(0))), "the third provider");
        gateway.fail(copies.get(0), Failure.RESET);
        assertEquals(Pick.NOT_RETRIED, gateway.retry(copies.get(0)));
    }

    @Test
    void copiesArePaidButAreOneRequest() {
        Gateway gateway = new Gateway(mode(Snapshots.of(1, 1, 1), WriteMode.BROADCAST, 3));
        Exchange x = gateway.classified(SEND);
        for (Exchange copy : copies(gateway, x)) {
            gateway.loop.pick(copy, gateway.now);
            gateway.answer(copy);
            assertTrue(copy.spentPicos() > 0);
        }
        gateway.loop.finished(x, 200, false, gateway.now);

        assertEquals(
                1,
                gateway.observe().classes().stream()
                        .mapToLong(c -> c.requests())
                        .sum());
        assertEquals(
                1,
                gateway.observe().clients().stream()
                        .mapToLong(c -> c.requests())
                        .sum());
    }

    @Test
    void aPrivateClassGoesNowhereElseNotEvenInPanicOrOnRetry() {
        for (int seed = 0; seed < 20; seed++) {
            Snapshots snapshots = new Snapshots()
                    .with(provider("open", "r1", List.of(), 1), 100, 0)
                    .with(provider("relay", "r2", List.of("PrivateTransactions"), 1), 1, 1);
            snapshots.retry = new Retry(3, 0, 0, List.of());
            Gateway gateway = new Gateway(mode(snapshots, WriteMode.PRIVATE, 3), seed);
            for (int i = 0; i < 30; i++) {
                Exchange x = gateway.classified(SEND);
                assertEquals(Pick.PICKED, gateway.loop.pick(x, gateway.now));
                for (Pick next = Pick.PICKED; next == Pick.PICKED; next = gateway.retry(x)) {
                    assertEquals("relay", name(x));
                    gateway.fail(x, Failure.CONNECT);
                }
                gateway.loop.finished(x, 503, true, gateway.now);
            }
        }
    }

    @Test
    void withoutARelayAPrivateClassHasNobody() {
        Gateway gateway = new Gateway(mode(Snapshots.of(1, 1), WriteMode.PRIVATE, 3));

        assertEquals(Pick.NO_CANDIDATE, gateway.loop.pick(gateway.classified(SEND), gateway.now));
    }
}
