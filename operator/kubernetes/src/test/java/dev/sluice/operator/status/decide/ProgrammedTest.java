package dev.sluice.operator.status.decide;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.crds.v1alpha1.Provider;
import dev.sluice.crds.v1alpha1.RoutingPolicy;
import dev.sluice.operator.status.World;
import dev.sluice.operator.status.rollout.Rollout;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.Gateway;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ProgrammedTest {
    private static final String UNUSED = """
            apiVersion: sluice.dev/v1alpha1
            kind: Provider
            metadata: {name: spare, namespace: team}
            spec:
              class: Edge
              organization: spare
              location: {region: eu}
              api: HTTP
              endpoints:
              - {fqdn: {hostname: spare.example.com, port: 80}, tls: {mode: None}}
            """;

    private final World world = new World();
    private final Deciding operator = new Deciding();

    @Test
    void oneWriteSaysThatTheGatewaysServeIt() {
        world.pod("edge-1", true, 6);
        int first = operator.decide(world).size();
        world.write(operator.decide(world));

        world.later(300).pod("edge-1", true, 7);
        int second = operator.write(world);
        int third = operator.write(world);

        assertEquals(2, first, "only class and route need no pod's word");
        assertEquals(5, second);
        assertEquals(0, third);
        assertEquals("True", provider("acme", "Programmed").getStatus());
        assertEquals("True", provider("acme", "Ready").getStatus());
        assertEquals(1L, provider("acme", "Ready").getObservedGeneration());
    }

    @Test
    void whatTakesLongerIsSaidInBetween() {
        world.pod("edge-1", true, 6).pod("edge-2", true, 7);
        operator.write(world);
        assertEquals(world.nowMillis + Rollout.PATIENCE_MILLIS, operator.nextMillis());

        world.later(Rollout.PATIENCE_MILLIS);
        operator.write(world);

        assertEquals("False", provider("acme", "Programmed").getStatus());
        assertEquals("Pending", provider("acme", "Programmed").getReason());
        assertEquals(
                "1 of 2 ready pods of Gateway team/edge serve it; waiting for edge-1",
                provider("acme", "Programmed").getMessage());
    }

    @Test
    void podsThatAreNotReadyAreNotWaitedForButOneIs() {
        world.pod("edge-1", false, 0);
        world.later(0);
        operator.write(world);
        world.later(Rollout.PATIENCE_MILLIS);
        operator.write(world);
        assertEquals("False", provider("acme", "Programmed").getStatus());

        world.pod("edge-2", true, 7);
        operator.write(world);

        assertEquals("True", provider("acme", "Programmed").getStatus());
    }

    @Test
    void churnElsewhereDoesNotMoveTheRevisionThatIsWaitedFor() {
        world.pod("edge-1", true, 6);
        operator.write(world);

        world.revision = 30;
        world.later(100).pod("edge-1", true, 7);
        operator.write(world);

        assertEquals("True", provider("acme", "Programmed").getStatus());
    }

    @Test
    void onceProgrammedItStaysThroughRolloutsOutagesAndRestartsOfTheOperator() {
        world.pod("edge-1", true, 7);
        operator.write(world);
        String since = provider("acme", "Programmed").getLastTransitionTime();

        world.revision = 8;
        world.later(60_000).noPods().pod("edge-2", false, 0);
        operator.write(world);
        new Deciding().write(world.later(60_000));

        assertEquals("True", provider("acme", "Programmed").getStatus());
        assertEquals(since, provider("acme", "Programmed").getLastTransitionTime());
        assertEquals("True", gateway("Programmed").getStatus());
    }

    @Test
    void aNewGenerationHasToBeServedAnew() {
        world.pod("edge-1", true, 7);
        operator.write(world);

        world.apply(World.QUICKSTART
                .substring(World.QUICKSTART.lastIndexOf("---\n") + 4)
                .replace("us}", "asia}"));
        world.revision = 8;
        operator.write(world.later(10));
        operator.write(world.later(Rollout.PATIENCE_MILLIS));
        assertEquals("False", provider("metal", "Programmed").getStatus());
        assertEquals("True", provider("acme", "Programmed").getStatus());

        world.pod("edge-1", true, 8);
        operator.write(world.later(10));

        assertEquals("True", provider("metal", "Programmed").getStatus());
        assertEquals(2L, provider("metal", "Programmed").getObservedGeneration());
    }

    @Test
    void whatNoGatewayUsesHasNothingToWaitFor() {
        world.apply(UNUSED);
        operator.write(world);

        assertEquals("True", provider("spare", "Programmed").getStatus());
        assertEquals("no Gateway uses it", provider("spare", "Programmed").getMessage());
    }

    @Test
    void invalidObjectsAreToldAtOnce() {
        world.apply(
                UNUSED.replace("spare.example.com", "169.254.169.254.nip.io").replace("api: HTTP", "api: JSONRPC"));
        world.apply(UNUSED.replace(
                "fqdn: {hostname: spare.example.com, port: 80}", "ip: {address: 169.254.169.254, port: 80}"));

        operator.write(world);

        assertEquals("False", provider("spare", "Accepted").getStatus());
        assertEquals("Invalid", provider("spare", "Programmed").getReason());
        assertEquals("False", provider("spare", "Ready").getStatus());
    }

    @Test
    void aRefusedSnapshotIsTheGatewaysTroubleAndPasses() {
        world.pod("edge-1", true, 7);
        operator.write(world);

        world.rejection = "digest of slot 1 does not match";
        operator.write(world.later(1_000));
        assertEquals("False", gateway("Programmed").getStatus());
        assertEquals("Invalid", gateway("Programmed").getReason());
        assertEquals("digest of slot 1 does not match", gateway("Programmed").getMessage());
        assertEquals("True", provider("acme", "Programmed").getStatus());

        world.rejection = null;
        operator.write(world.later(1_000));
        assertEquals("True", gateway("Programmed").getStatus());
    }

    @Test
    void whatTheApiServerDidNotTakeIsTheGatewaysTrouble() {
        world.pod("edge-1", true, 7);
        operator.write(world);

        world.failure = "Deployment/edge: quota exceeded";
        operator.write(world.later(1_000));

        assertEquals("Deployment/edge: quota exceeded", gateway("Programmed").getMessage());
    }

    @Test
    void aGatewayWithoutAddressIsNotProgrammed() {
        world.service = new ServiceBuilder()
                .withNewSpec()
                .withType("LoadBalancer")
                .withClusterIP("10.0.0.7")
                .endSpec()
                .build();
        world.pod("edge-1", true, 7);
        operator.write(world);
        operator.write(world.later(Rollout.PATIENCE_MILLIS));
        assertEquals("AddressNotAssigned", gateway("Programmed").getReason());
        assertTrue(world.get(Gateway.class, "team", "edge")
                .getStatus()
                .getAddresses()
                .isEmpty());

        world.service = new ServiceBuilder(world.service)
                .withNewStatus()
                .withNewLoadBalancer()
                .addNewIngress()
                .withHostname("edge.example.com")
                .endIngress()
                .endLoadBalancer()
                .endStatus()
                .build();
        operator.write(world);

        assertEquals("True", gateway("Programmed").getStatus());
        assertEquals(
                "edge.example.com",
                world.get(Gateway.class, "team", "edge")
                        .getStatus()
                        .getAddresses()
                        .getFirst()
                        .getValue());
    }

    @Test
    void anAddressThatTheServiceCannotHaveIsNotUsable() {
        asks("192.0.2.1", "10.0.0.7");
        world.service = null;
        world.failure = "Service/edge: spec.clusterIPs: 192.0.2.1 is not in the valid range";
        operator.write(world);
        assertEquals("AddressNotUsable", gateway("Programmed").getReason());
        assertTrue(gateway("Programmed").getMessage().contains("not in the valid range"));
        assertEquals("True", gateway("Accepted").getStatus());

        asks("10.0.0.8");
        world.service = served("10.0.0.7");
        world.failure = null;
        world.pod("edge-1", true, 7);
        operator.write(world);
        assertEquals("AddressNotUsable", gateway("Programmed").getReason());

        asks("10.0.0.7");
        operator.write(world);
        assertEquals("True", gateway("Programmed").getStatus());
    }

    private void asks(String... addresses) {
        world.apply("""
                apiVersion: gateway.networking.k8s.io/v1
                kind: Gateway
                metadata: {name: edge, namespace: team}
                spec:
                  gatewayClassName: sluice
                  addresses: [%s]
                  listeners: [{name: http, port: 80, protocol: HTTP}]
                """.formatted(Stream.of(addresses)
                .map("{type: IPAddress, value: %s}"::formatted)
                .collect(Collectors.joining(", "))));
    }

    private static Service served(String clusterIp) {
        return new ServiceBuilder()
                .withNewSpec()
                .withType("ClusterIP")
                .withClusterIP(clusterIp)
                .endSpec()
                .build();
    }

    private Condition provider(String name, String type) {
        List<Condition> conditions =
                world.get(Provider.class, "team", name).getStatus().conditions();
        return Deciding.condition(conditions, type);
    }

    private Condition gateway(String type) {
        return Deciding.condition(
                world.get(Gateway.class, "team", "edge").getStatus().getConditions(), type);
    }

    @Test
    void policiesAreProgrammedByTheirPartOfMergedIds() {
        world.pod("edge-1", true, 7);
        operator.write(world);

        List<Condition> conditions =
                world.get(RoutingPolicy.class, "team", "fast").getStatus().conditions();
        assertEquals(
                "every gateway serves it",
                Deciding.condition(conditions, "Programmed").getMessage());
    }
}
