package dev.sluice.engine.routing;

import static dev.sluice.engine.Gateway.MILLI;
import static dev.sluice.engine.Gateway.SECOND;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.contract.codec.ContractCodec;
import dev.sluice.contract.explain.Explanation;
import dev.sluice.contract.explain.Explanation.Candidate;
import dev.sluice.contract.observation.Failure;
import dev.sluice.contract.snapshot.Constraints;
import dev.sluice.contract.snapshot.Pool;
import dev.sluice.contract.snapshot.Pool.LoadBalancer;
import dev.sluice.contract.snapshot.Provider;
import dev.sluice.contract.snapshot.ProviderClass;
import dev.sluice.contract.snapshot.Route;
import dev.sluice.engine.FakeRequest;
import dev.sluice.engine.Gateway;
import dev.sluice.engine.Snapshots;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ExplainTest {
    private static final String CALL = "{\"id\":1,\"method\":\"eth_call\"}";

    private static Explanation explain(Gateway gateway, String body) {
        return gateway.loop.explain(
                Snapshots.PORT, FakeRequest.post("/"), body.getBytes(UTF_8), new SplittableRandom(7), gateway.now);
    }

    private static Candidate candidate(Gateway gateway, String name) {
        return assertNotNullChoice(explain(gateway, CALL)).candidates().stream()
                .filter(each -> each.provider().equals("default/" + name))
                .findFirst()
                .orElseThrow();
    }

    private static Explanation.Choice assertNotNullChoice(Explanation explanation) {
        assertNotNull(explanation.choice(), explanation.toString());
        return explanation.choice();
    }

    private static Provider with(
            ProviderClass providerClass, List<String> jurisdictions, Provider.Quota quota, Provider of) {
        Provider.Location at = of.location();
        return new Provider(
                of.id(),
                providerClass,
                of.organization(),
                new Provider.Location(at.region(), at.zone(), at.cloud(), at.asn(), jurisdictions),
                of.api(),
                of.capabilities(),
                of.endpoints(),
                of.credentials(),
                of.price(),
                of.capacity(),
                quota,
                of.healthCheck());
    }

    @Test
    void namesWhatTheCompilerLeftEachMemberOutFor() {
        Snapshots snapshots = new Snapshots();
        List<String> german = List.of("DE");
        Provider plain = Snapshots.provider("ok", "r", List.of("Archive"), 1);
        snapshots.with(plain, 1, 0);
        snapshots.with(
                with(ProviderClass.BARE_METAL, List.of("US"), Provider.Quota.NONE, Snapshots.provider("us")), 1, 0);
        snapshots.with(with(ProviderClass.EDGE, german, Provider.Quota.NONE, Snapshots.provider("edge")), 1, 0);
        snapshots.with(Snapshots.provider("rival", "r", List.of("Archive"), 1), 1, 0);
        snapshots.with(Snapshots.provider("plain"), 1, 0);
        snapshots.classes.add(Snapshots.requestClass("calls", 50, List.of("eth_call"), List.of("Archive")));
        snapshots.constraints = new Constraints(
                german, List.of(), List.of(ProviderClass.EDGE), List.of("org-rival"), List.of(), List.of(), false);
        Gateway gateway = new Gateway(snapshots);

        assertNull(candidate(gateway, "ok").removedBy());
        assertEquals("Jurisdiction", candidate(gateway, "us").removedBy());
        assertEquals("Class", candidate(gateway, "edge").removedBy());
        assertEquals("Organization", candidate(gateway, "rival").removedBy());
        assertEquals("Capability", candidate(gateway, "plain").removedBy());
        assertEquals("the class asks for Archive", candidate(gateway, "plain").detail());
        assertEquals("calls", assertNotNullChoice(explain(gateway, CALL)).requestClass());
    }

    @Test
    void namesWhatEachFilterTookOutNow() {
        Snapshots snapshots = new Snapshots();
        snapshots
                .with("ok", 1, 0)
                .with("unused", 0, 0)
                .with("spare", 1, 1)
                .with("broken", 1, 0)
                .with("keyless", 1, 0);
        snapshots.panicThresholdPercent = 20;
        snapshots.overprovisioningPercent = 200;
        Gateway gateway = new Gateway(snapshots);
        gateway.state.withhold(gateway.state.model(), Map.of("default/keyless", "no value for a credential"));
        gateway.eject("broken");

        assertNull(candidate(gateway, "ok").removedBy());
        assertEquals("Share", candidate(gateway, "unused").removedBy());
        assertEquals("Priority", candidate(gateway, "spare").removedBy());
        assertEquals("Health", candidate(gateway, "broken").removedBy());
        assertEquals("CONNECT", candidate(gateway, "broken").detail());
        assertEquals("Withheld", candidate(gateway, "keyless").removedBy());
        assertEquals("no value for a credential", candidate(gateway, "keyless").detail());
        assertEquals(0, candidate(gateway, "keyless").weightPpm());
    }

    @Test
    void tellsAFullCircuitFromASpentQuota() {
        Snapshots snapshots = Snapshots.of(1);
        snapshots.circuit = new Pool.CircuitBreaker(1, 1, 1);
        Gateway busy = new Gateway(snapshots);
        busy.picked();
        assertEquals("Circuit", candidate(busy, "a").removedBy());
        assertEquals(1, candidate(busy, "a").inFlight());
        assertEquals("Overloaded", explain(busy, CALL).outcome());
        assertEquals(503, explain(busy, CALL).status());

        Snapshots bounded = new Snapshots();
        bounded.with(with(ProviderClass.EDGE, List.of(), new Provider.Quota(0, 1), Snapshots.provider("a")), 1, 0);
        Gateway spent = new Gateway(bounded);
        spent.answer(spent.picked());
        assertEquals("Quota", candidate(spent, "a").removedBy());
    }

    @Test
    void sharesOfThePlanAreToldFromDeclaredOnes() {
        Gateway gateway = new Gateway(Snapshots.of(1, 1));
        assertEquals("Declared", assertNotNullChoice(explain(gateway, CALL)).shares());
        gateway.plan(1, Map.of("a", 900_000, "b", 100_000));
        Explanation.Choice choice = assertNotNullChoice(explain(gateway, CALL));
        assertEquals("Plan", choice.shares());
        assertEquals(900_000, choice.candidates().getFirst().sharePpm());
        assertEquals(900, choice.candidates().getFirst().picked(), 1);
    }

    @Test
    void endpointsShowTheirCostAndHowOftenTheyArePicked() {
        Snapshots snapshots = new Snapshots();
        snapshots.with(Snapshots.provider("a", "r", List.of(), 2), 1, 0);
        Gateway gateway = new Gateway(snapshots);
        for (int i = 0; i < 20; i++) {
            Exchange x = gateway.picked();
            boolean slow = x.endpoint().endpoint().port() == 9001;
            gateway.now += slow ? 500 * MILLI : MILLI;
            gateway.answer(x);
        }
        List<Explanation.EndpointState> endpoints = candidate(gateway, "a").endpoints();
        assertEquals("127.0.0.1:9000", endpoints.getFirst().address());
        assertTrue(endpoints.get(1).costNanos() > endpoints.getFirst().costNanos(), endpoints.toString());
        assertEquals(1_000, endpoints.getFirst().picked());
    }

    @Test
    void whatTheGatewayWouldAnswerItselfIsSaid() {
        Snapshots snapshots = Snapshots.of(1);
        snapshots.moreRoutes.add(new Route(
                "default/other",
                List.of("http"),
                List.of("only.example"),
                List.of(Snapshots.rule("0", Snapshots.prefix("/x")))));
        Gateway gateway = new Gateway(snapshots);
        assertEquals("Picked", explain(gateway, CALL).outcome());
        assertEquals("NotACall", explain(gateway, "{}").outcome());
        assertEquals(
                "Forbidden",
                explain(gateway, "{\"id\":1,\"method\":\"admin_peers\"}").outcome());
        FakeRequest elsewhere = new FakeRequest("POST", "only.example", "/y", Map.of(), Map.of());
        FakeRequest dangling = new FakeRequest("POST", "only.example", "/x", Map.of(), Map.of());
        SplittableRandom random = new SplittableRandom(1);
        assertEquals(
                "NoRoute",
                gateway.loop
                        .explain(Snapshots.PORT + 1, elsewhere, null, random, 0)
                        .outcome());
        assertEquals(
                "NoBackend",
                gateway.loop.explain(Snapshots.PORT, dangling, null, random, 0).outcome());
        gateway.plan(1, true, List.of());
        assertEquals("Refused", explain(gateway, CALL).outcome());
    }

    @Test
    void theNextRequestGoesWhereItWasSaid() {
        Gateway gateway = new Gateway(Snapshots.of(5, 3, 1));
        // Whose turn is first is drawn by the first request.
        gateway.answer(gateway.picked());
        for (int i = 0; i < 200; i++) {
            Explanation.Next next = assertNotNullChoice(explain(gateway, CALL)).next();
            Exchange x = gateway.picked();
            assertEquals(x.provider().id(), next == null ? null : next.provider());
            gateway.answer(x);
        }
    }

    /** Two gateways of the same seed get the same requests; one is asked to explain all the time. */
    @ParameterizedTest
    @EnumSource(LoadBalancer.class)
    void askingChangesNothing(LoadBalancer loadBalancer) {
        Gateway asked = twin(loadBalancer);
        Gateway left = twin(loadBalancer);
        List<String> ofAsked = new ArrayList<>();
        List<String> ofLeft = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            explain(asked, CALL);
            step(asked, i, ofAsked);
            step(left, i, ofLeft);
        }
        assertEquals(ofLeft, ofAsked);
        ContractCodec codec = new ContractCodec();
        assertArrayEquals(codec.write(left.observe()), codec.write(asked.observe()));
    }

    private static Gateway twin(LoadBalancer loadBalancer) {
        Snapshots snapshots = new Snapshots();
        for (String name : List.of("a", "b", "c")) {
            snapshots.with(
                    with(
                            ProviderClass.EDGE,
                            List.of(),
                            new Provider.Quota(0, 40),
                            Snapshots.provider(name, "region-" + name, List.of(), 3)),
                    1,
                    0);
        }
        snapshots.loadBalancer = loadBalancer;
        snapshots.scorers = loadBalancer == LoadBalancer.WEIGHTED_SCORE
                ? List.of(new Pool.Scorer(Pool.Scorer.Name.LATENCY, 1), new Pool.Scorer(Pool.Scorer.Name.ERRORS, 1))
                : List.of();
        snapshots.hashOn =
                loadBalancer == LoadBalancer.CONSISTENT_HASH ? new Pool.HashOn(Pool.HashOn.By.REQUEST, "") : null;
        return new Gateway(snapshots, 3);
    }

    private static void step(Gateway gateway, int i, List<String> picks) {
        gateway.now += 10 * MILLI;
        if (i == 100) {
            gateway.plan(1, Map.of("a", 600_000, "b", 300_000, "c", 100_000));
        }
        if (i == 300) {
            gateway.now += 61 * SECOND;
        }
        Exchange x = gateway.call("eth_call");
        Pick pick = gateway.loop.pick(x, gateway.now);
        picks.add(pick == Pick.PICKED ? x.provider().id() + x.endpoint().id() : pick.name());
        if (pick == Pick.PICKED && i % 7 == 0) {
            gateway.fail(x, Failure.SERVER_ERROR);
        } else if (pick == Pick.PICKED) {
            gateway.loop.answered(x, gateway.now);
        }
        gateway.loop.finished(x, 200, false, gateway.now);
    }
}
