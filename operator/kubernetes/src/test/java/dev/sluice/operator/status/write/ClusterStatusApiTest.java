package dev.sluice.operator.status.write;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.sluice.contract.observation.ProviderSight.Health;
import dev.sluice.crds.v1alpha1.Provider;
import dev.sluice.crds.v1alpha1.TrafficPlan;
import dev.sluice.crds.v1alpha1.plan.TrafficPlanSpec;
import dev.sluice.crds.v1alpha1.type.LocalObjectReference;
import dev.sluice.operator.event.ClusterEventSink;
import dev.sluice.operator.event.EventDraft;
import dev.sluice.operator.event.EventReason;
import dev.sluice.operator.status.World;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What goes over the wire. */
class ClusterStatusApiTest {
    private final List<String> requests = Collections.synchronizedList(new ArrayList<>());
    private final List<String> bodies = Collections.synchronizedList(new ArrayList<>());
    private volatile int code = 200;
    private HttpServer server;
    private KubernetesClient client;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
        client = new KubernetesClientBuilder()
                .withConfig(new ConfigBuilder()
                        .withAutoConfigure(false)
                        .withMasterUrl("http://127.0.0.1:" + server.getAddress().getPort())
                        .withRequestRetryBackoffLimit(0)
                        .build())
                .build();
    }

    @AfterEach
    void stop() {
        client.close();
        server.stop(0);
    }

    @Test
    void aStatusIsPutUnderItsVersion() {
        Provider provider = new World().health("team/acme", Health.HEALTHY).get(Provider.class, "team", "acme");

        StatusApi.Answer answer = new ClusterStatusApi(client).putStatus(provider);

        assertInstanceOf(StatusApi.Answer.Taken.class, answer);
        assertEquals(List.of("PUT /apis/sluice.dev/v1alpha1/namespaces/team/providers/acme/status"), requests);
        assertTrue(bodies.getFirst()
                .contains("\"resourceVersion\":\"" + provider.getMetadata().getResourceVersion() + "\""));
    }

    @Test
    void aConflictIsNotForced() {
        code = 409;

        StatusApi.Answer answer =
                new ClusterStatusApi(client).putStatus(new World().get(Provider.class, "team", "acme"));

        assertInstanceOf(StatusApi.Answer.Outdated.class, answer);
        assertEquals(1, requests.size());
    }

    @Test
    void troubleIsAnAnswerToo() {
        code = 500;

        assertInstanceOf(
                StatusApi.Answer.Failed.class,
                new ClusterStatusApi(client).putStatus(new World().get(Provider.class, "team", "acme")));
    }

    @Test
    void aPlanIsAppliedUnderOurName() {
        TrafficPlan plan = new TrafficPlan();
        plan.setMetadata(
                new ObjectMetaBuilder().withName("edge").withNamespace("team").build());
        plan.setSpec(new TrafficPlanSpec(new LocalObjectReference("edge")));

        new ClusterStatusApi(client).apply(plan);

        assertEquals(1, requests.size());
        assertTrue(
                requests.getFirst().startsWith("PATCH /apis/sluice.dev/v1alpha1/namespaces/team/trafficplans/edge?"));
        assertTrue(requests.getFirst().contains("fieldManager=sluice"));
    }

    @Test
    void anEventIsCreatedBesideItsObject() {
        new ClusterEventSink(client, InstantSource.system())
                .send(new EventDraft(
                        new World().get(Provider.class, "team", "acme"), EventReason.PROVIDER_UNHEALTHY, "it is gone"));

        assertEquals(List.of("POST /apis/events.k8s.io/v1/namespaces/team/events"), requests);
        assertTrue(bodies.getFirst().contains("\"reportingController\":\"sluice.dev/gateway\""));
    }

    private void answer(HttpExchange exchange) throws IOException {
        requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        bodies.add(body);
        byte[] answer = (code == 200
                        ? body
                        : "{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"code\":" + code + ",\"message\":\"no\"}")
                .getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(code, answer.length);
        exchange.getResponseBody().write(answer);
        exchange.close();
    }
}
