package dev.sluice.operator.render;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.contract.codec.CodecException;
import dev.sluice.contract.delivery.CredentialsData;
import dev.sluice.contract.delivery.PackedSnapshot;
import dev.sluice.contract.delivery.PlanLease;
import dev.sluice.contract.plan.Plan;
import dev.sluice.contract.snapshot.ConfigSnapshot;
import dev.sluice.contract.snapshot.Credentials;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class GatewayObjectsTest {
    private static final Plan PLAN = new Plan("shop/edge", 1, 3, 30_000_000_000L, List.of());

    private final RenderInput input = quickstart();

    @Test
    void rendersTheSameTwice() {
        assertEquals(GatewayObjects.render(input), GatewayObjects.render(input));
    }

    @Test
    void everythingIsOwnedByItsGatewayAndLivesBesideIt() {
        Rendered rendered = GatewayObjects.render(input);

        Stream.concat(rendered.delivery().stream(), rendered.runtime().stream()).forEach(this::assertOwned);
        assertOwned(GatewayObjects.plan(input.gateway(), new PlanLease(PLAN, 1)));
    }

    @Test
    void writesCredentialsFirstAndSlotZeroLast() {
        List<String> names = GatewayObjects.render(input).delivery().stream()
                .map(s -> s.getMetadata().getName())
                .toList();

        assertEquals("edge-credentials", names.getFirst());
        assertEquals("edge-snapshot-0", names.getLast());
    }

    @Test
    void whatChangedSinceIsWrittenAfterItsBase() {
        PackedSnapshot changed =
                new PackedSnapshot(input.snapshot(), input.packed().slots(), Map.of("delta", new byte[] {1}));

        List<String> names = GatewayObjects.render(new RenderInput(
                        input.gateway(),
                        input.parameters(),
                        0,
                        input.snapshot(),
                        changed,
                        input.credentials(),
                        input.image()))
                .delivery()
                .stream()
                .map(s -> s.getMetadata().getName())
                .toList();

        assertEquals(List.of("edge-credentials", "edge-snapshot-0", "edge-snapshot-delta"), names);
    }

    @Test
    void deliversNothingRatherThanHalfOfWhatIsTooLarge() {
        Credentials huge = new Credentials(1, Map.of("shop/keys/a", "x".repeat(CredentialsData.MAX_BYTES)));

        Rendered rendered = GatewayObjects.render(new RenderInput(
                input.gateway(), input.parameters(), 0, input.snapshot(), input.packed(), huge, input.image()));

        assertEquals(List.of(), rendered.delivery());
        assertNotNull(rendered.tooLarge());
        assertTrue(rendered.tooLarge().startsWith("the credentials take"), rendered.tooLarge());
        assertEquals(GatewayObjects.render(input).runtime(), rendered.runtime());
    }

    @Test
    void withoutListenersTheNetworkPolicyOpensTheAdminPortOnly() {
        ConfigSnapshot none = new ConfigSnapshot(
                ConfigSnapshot.SCHEMA, "shop/edge", 1, 1, List.of(), List.of(), List.of(), List.of(), List.of());

        NetworkPolicy policy = Network.policy(Identity.of(input.gateway()), none);

        List<Integer> open = policy.getSpec().getIngress().stream()
                .flatMap(rule -> rule.getPorts().stream())
                .map(port -> port.getPort().getIntVal())
                .toList();
        assertEquals(1, policy.getSpec().getIngress().size());
        assertEquals(List.of(Workload.ADMIN_PORT), open);
    }

    @Test
    void planReadsBackAsAGatewayReadsIt() throws CodecException {
        PlanLease lease = new PlanLease(PLAN, 41);

        ConfigMap written = GatewayObjects.plan(input.gateway(), lease);

        assertEquals("edge-plan", written.getMetadata().getName());
        assertEquals(lease, PlanLease.read(written.getData()));
    }

    private void assertOwned(HasMetadata object) {
        OwnerReference owner = object.getMetadata().getOwnerReferences().getFirst();
        assertEquals(input.gateway().getMetadata().getUid(), owner.getUid());
        assertEquals("shop", object.getMetadata().getNamespace());
    }

    private static RenderInput quickstart() {
        try {
            return RenderCase.read(Files.readString(Path.of("src/test/resources/golden/quickstart/in.yaml")));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
