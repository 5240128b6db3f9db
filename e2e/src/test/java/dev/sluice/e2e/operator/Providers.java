package dev.sluice.e2e.operator;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.e2e.cluster.Repository;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Simulated providers in one pod, each behind a Service of its name on port 80, and the port at which their faults are switched.
 */
final class Providers {
    private static final int FIRST_PORT = 9101;
    private static final String IMAGE =
            "sluice:" + Repository.ofWorkingDirectory().version();

    private final Space space;
    private final String deployment;
    private final URI control;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private Providers(Space space, String deployment, URI control) {
        this.space = space;
        this.deployment = deployment;
        this.control = control;
    }

    /** @param controlPort on the node, of no other Service */
    static Providers in(Space space, String deployment, int controlPort, List<String> names) {
        return started(space, deployment, controlPort, manifests(deployment, controlPort, names));
    }

    /** One that answers at once, for measuring everything else. */
    static Providers immediate(Space space, String deployment, int controlPort, String name) {
        return started(
                space,
                deployment,
                controlPort,
                manifests(deployment, controlPort, List.of(name))
                        .replace("args: [providers, ", "args: [providers, --immediate, "));
    }

    private static Providers started(Space space, String deployment, int controlPort, String manifests) {
        space.apply(manifests);
        space.client()
                .apps()
                .deployments()
                .inNamespace(space.name())
                .withName(deployment)
                .waitUntilCondition(Sluice::rolledOut, 60, TimeUnit.SECONDS);
        String node = space.client()
                .services()
                .inNamespace(space.name())
                .withName(deployment + "-control")
                .waitUntilCondition(
                        s -> !s.getStatus().getLoadBalancer().getIngress().isEmpty(), 30, TimeUnit.SECONDS)
                .getStatus()
                .getLoadBalancer()
                .getIngress()
                .getFirst()
                .getIp();
        return new Providers(space, deployment, URI.create("http://" + node + ":" + controlPort + "/"));
    }

    private static String manifests(String deployment, int controlPort, List<String> names) {
        String serve = IntStream.range(0, names.size())
                .mapToObj(i -> "--serve=" + names.get(i) + "=BareMetal:" + (FIRST_PORT + i))
                .collect(Collectors.joining(", "));
        String services = IntStream.range(0, names.size())
                .mapToObj(i -> service(names.get(i), deployment, "ClusterIP", 80, FIRST_PORT + i))
                .collect(Collectors.joining());
        return """
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: %1$s}
                spec:
                  selector: {matchLabels: {app: %1$s}}
                  template:
                    metadata: {labels: {app: %1$s}}
                    spec:
                      automountServiceAccountToken: false
                      terminationGracePeriodSeconds: 1
                      containers:
                      - name: providers
                        image: %2$s
                        args: [providers, %3$s, "--control=0.0.0.0:9100"]
                        readinessProbe: {httpGet: {path: /, port: 9100}, periodSeconds: 1}
                        resources: {requests: {cpu: 20m, memory: 64Mi}, limits: {memory: 256Mi}}
                ---
                """.formatted(deployment, IMAGE, serve)
                + services
                + service(deployment + "-control", deployment, "LoadBalancer", controlPort, 9100);
    }

    private static String service(String name, String app, String type, int port, int targetPort) {
        return """
                apiVersion: v1
                kind: Service
                metadata: {name: %s}
                spec: {type: %s, selector: {app: %s}, ports: [{port: %d, targetPort: %d}]}
                ---
                """.formatted(name, type, app, port, targetPort);
    }

    /** Switches a fault on or off: down, up, errors, silent, slow, calm. */
    void turn(String provider, String knob) {
        HttpResponse<String> answer = send(HttpRequest.newBuilder(control.resolve("/" + provider + "/" + knob))
                .POST(HttpRequest.BodyPublishers.noBody())
                .build());
        if (answer.statusCode() != 200) {
            throw new IllegalStateException(provider + " " + knob + ": " + answer.body());
        }
    }

    /** How many requests arrived there, probes too. */
    long requests(String provider) {
        try {
            String counts = send(HttpRequest.newBuilder(control).build()).body();
            return new ObjectMapper()
                    .readTree(counts)
                    .path(provider)
                    .path("requests")
                    .asLong();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends the process without a word, and keeps it away. */
    void kill() {
        var pods = space.client().pods().inNamespace(space.name()).withLabel("app", deployment);
        // First of all: a pod of a Deployment that is scaled down may have ended, in its own good time, before it is
        // killed.
        pods.list().getItems().stream()
                .map(pod -> pod.getStatus().getContainerStatuses().getFirst().getContainerID())
                .forEach(space.sluice().node()::kill);
        space.client()
                .apps()
                .deployments()
                .inNamespace(space.name())
                .withName(deployment)
                .scale(0);
        pods.withGracePeriod(0).delete();
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while talking to simulated providers", e);
        }
    }
}
