package dev.sluice.engine.routing;

import static dev.sluice.engine.Gateway.SECOND;
import static dev.sluice.engine.Gateway.name;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.contract.observation.Failure;
import dev.sluice.contract.snapshot.Pool.HashOn;
import dev.sluice.contract.snapshot.Pool.LoadBalancer;
import dev.sluice.engine.FakeRequest;
import dev.sluice.engine.Gateway;
import dev.sluice.engine.Snapshots;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ConsistentHashTest {
    private static final HashOn BY_USER = new HashOn(HashOn.By.HEADER, "x-user");
    private static final String CALL = "{\"id\":1,\"method\":\"eth_call\",\"params\":[%s]}";

    private static Gateway gateway(HashOn on, int... weights) {
        Snapshots snapshots = Snapshots.of(weights);
        snapshots.loadBalancer = LoadBalancer.CONSISTENT_HASH;
        snapshots.hashOn = on;
        return new Gateway(snapshots);
    }

    private static Exchange picked(Gateway gateway, FakeRequest request, String body) {
        Exchange x = gateway.classified(request, body);
        assertEquals(Pick.PICKED, gateway.loop.pick(x, gateway.now));
        return x;
    }

    private static Exchange of(Gateway gateway, int user) {
        return picked(gateway, FakeRequest.post("/").withHeaders(Map.of("x-user", "user-" + user)), CALL.formatted(""));
    }

    /** Where each of so many users goes. */
    private static Map<Integer, String> users(Gateway gateway, int count) {
        Map<Integer, String> went = new TreeMap<>();
        for (int user = 0; user < count; user++) {
            Exchange x = of(gateway, user);
            went.put(user, name(x));
            gateway.answer(x);
        }
        return went;
    }

    private static long to(Map<Integer, String> users, String provider) {
        return users.values().stream().filter(provider::equals).count();
    }

    @Test
    void aUserStaysWithAProviderAndUsersAreSpreadByWeight() {
        Gateway gateway = gateway(BY_USER, 3, 1, 0);
        Map<Integer, String> users = users(gateway, 4_000);
        assertEquals(3_000, to(users, "a"), 120);
        assertEquals(1_000, to(users, "b"), 120);
        assertEquals(users, users(gateway, 4_000));
        assertEquals(users, users(gateway(BY_USER, 3, 1, 0), 4_000), "another gateway says the same");
    }

    @Test
    void whoGoesTakesOnlyItsOwnUsersAndGetsThemBack() {
        Gateway gateway = gateway(BY_USER, 1, 1, 1);
        Map<Integer, String> before = users(gateway, 900);
        for (int user = 0; !gateway.health("b").name().equals("EJECTED"); user++) {
            Exchange x = of(gateway, user % 900);
            if (name(x).equals("b")) {
                gateway.fail(x, Failure.CONNECT);
            } else {
                gateway.answer(x);
            }
            gateway.loop.abandoned(x);
        }
        Map<Integer, String> without = users(gateway, 900);
        before.forEach((user, provider) -> {
            if (provider.equals("b")) {
                assertNotEquals("b", without.get(user));
            } else {
                assertEquals(provider, without.get(user));
            }
        });
        assertEquals(450, to(without, "a"), 60, "its users are spread over all others");

        gateway.now += 31 * SECOND;
        gateway.state.tick(gateway.now);
        Map<Integer, String> returning = users(gateway, 900);
        assertTrue(to(returning, "b") < to(before, "b"), "slowly");
        gateway.now += 60 * SECOND;
        gateway.state.tick(gateway.now);
        assertEquals(to(before, "b"), to(users(gateway, 900), "b"), "all of them");
    }

    @Test
    void aRetryGoesWhereTheUserWouldGoWithoutTheFirst() {
        Gateway gateway = gateway(BY_USER, 1, 1, 1);
        Exchange x = of(gateway, 7);
        String first = name(x);
        gateway.fail(x, Failure.RESET);
        gateway.retry(x);
        String second = name(x);
        assertNotEquals(first, second);
        gateway.answer(x);

        gateway.plan(
                1, Map.of(first, 0, second, 500_000, "abc".replace(first, "").replace(second, ""), 500_000));
        assertEquals(second, name(of(gateway, 7)));
    }

    @Test
    void whoHasNothingToHashIsSpreadByWeight() {
        assertEquals(Map.of("a", 75, "b", 25), gateway(BY_USER, 3, 1).share(100));
    }

    @Test
    void theSameCallGoesToTheSameProviderWhateverItsId() {
        Gateway gateway = gateway(new HashOn(HashOn.By.REQUEST, ""), 1, 1, 1, 1);
        Set<String> used = new HashSet<>();
        for (int i = 0; i < 60; i++) {
            String call = CALL.formatted(i);
            Exchange one = picked(gateway, FakeRequest.post("/"), call);
            Exchange other = picked(gateway, FakeRequest.post("/"), call.replace("\"id\":1", "\"id\":\"xyz\""));
            assertEquals(name(one), name(other));
            used.add(name(one));
        }
        assertEquals(4, used.size());
    }

    @Test
    void anAddressStaysWithAProvider() {
        Gateway gateway = gateway(new HashOn(HashOn.By.SOURCE_IP, ""), 1, 1, 1, 1);
        Set<String> used = new HashSet<>();
        for (int i = 0; i < 60; i++) {
            FakeRequest request = FakeRequest.post("/").from("192.0.2." + i);
            String provider = name(picked(gateway, request, CALL.formatted("1")));
            assertEquals(provider, name(picked(gateway, request, CALL.formatted("2"))));
            used.add(provider);
        }
        assertEquals(4, used.size());
    }

    @Test
    void aPlanThatDrainsAProviderMovesItsUsersOnly() {
        Gateway gateway = gateway(BY_USER, 1, 1, 1);
        Map<Integer, String> before = users(gateway, 300);
        gateway.plan(1, Map.of("a", 0, "b", 500_000, "c", 500_000));
        Map<Integer, String> drained = users(gateway, 300);
        assertEquals(0, to(drained, "a"));
        assertTrue(before.entrySet().stream()
                .filter(each -> !each.getValue().equals("a"))
                .allMatch(each -> each.getValue().equals(drained.get(each.getKey()))));
    }
}
