package dev.sluice.operator.gather;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.control.resolve.ObjectRef;
import dev.sluice.control.resolve.RejectedObject;
import dev.sluice.control.resolve.Resources;
import dev.sluice.crds.v1alpha1.Provider;
import dev.sluice.crds.v1alpha1.RoutingPolicy;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ClusterObjectsTest {
    private final ClusterObjects objects = new ClusterObjects();
    private final KubernetesSerialization serialization = new KubernetesSerialization();
    private final Typing<Provider> providers = new Typing<>(Provider.class, serialization);

    private static GenericKubernetesResource stored(String name, int generation, String spec) {
        return Serialization.unmarshal(
                """
                apiVersion: sluice.dev/v1alpha1
                kind: Provider
                metadata: {name: %s, namespace: team, generation: %d, uid: u, resourceVersion: "%d"}
                spec: %s
                """.formatted(name, generation, generation, spec), GenericKubernetesResource.class);
    }

    private static final String GOOD = "{class: Hyperscaler, organization: a, location: {region: eu}, api: HTTP,"
            + " endpoints: [{fqdn: {hostname: a.example.com, port: 80}}]}";

    private Resources resources() {
        return objects.resources(Stream.of());
    }

    @Test
    void aStatusThatWasWrittenMeansNothingToWhatIsServed() {
        assertTrue(providers.put(stored("a", 1, GOOD), objects));
        GenericKubernetesResource again = stored("a", 1, GOOD);
        again.setAdditionalProperty("status", Map.of("share", "50%"));
        again.getMetadata().setResourceVersion("77");

        assertFalse(providers.put(again, objects));
        assertEquals("50%", resources().providers().getFirst().getStatus().share(), "but the newest is kept");
    }

    @Test
    void aGenerationALabelAndAnEndMatter() {
        providers.put(stored("a", 1, GOOD), objects);
        assertTrue(providers.put(stored("a", 2, GOOD), objects));
        GenericKubernetesResource labelled = stored("a", 2, GOOD);
        labelled.getMetadata().setLabels(Map.of("chain", "ethereum"));
        assertTrue(providers.put(labelled, objects));

        assertTrue(objects.remove(new ObjectRef("Provider", "team", "a")));
        assertFalse(objects.remove(new ObjectRef("Provider", "team", "a")));
        assertTrue(resources().providers().isEmpty());
    }

    @Test
    void oneThatDoesNotFitItsTypeIsRejectedAloneAndByField() {
        providers.put(stored("good", 1, GOOD), objects);
        providers.put(stored("bad", 1, GOOD.replace("Hyperscaler", "Cloudy")), objects);

        assertEquals(1, resources().providers().size());
        RejectedObject bad = resources().rejected().getFirst();
        assertEquals(new ObjectRef("Provider", "team", "bad"), bad.ref());
        assertEquals("spec.class", bad.problems().getFirst().path());

        providers.put(stored("bad", 2, GOOD), objects);
        assertTrue(resources().rejected().isEmpty(), "mended");
    }

    @Test
    void aPolicyThatCannotBeReadSaysWhereItFailsClosed() {
        GenericKubernetesResource policy = Serialization.unmarshal("""
                apiVersion: sluice.dev/v1alpha1
                kind: RoutingPolicy
                metadata: {name: p, namespace: team, generation: 1}
                spec: {targetRefs: [{group: gateway.networking.k8s.io, kind: HTTPRoute, name: files}], intent: Dearest}
                """, GenericKubernetesResource.class);

        new Typing<>(RoutingPolicy.class, serialization).put(policy, objects);

        assertEquals(
                List.of(new ObjectRef("HTTPRoute", "team", "files")),
                resources().rejected().getFirst().targets());
    }
}
