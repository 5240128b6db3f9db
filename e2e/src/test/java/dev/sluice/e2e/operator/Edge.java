package dev.sluice.e2e.operator;

import dev.sluice.e2e.operator.load.Answer;
import dev.sluice.e2e.operator.load.Call;
import dev.sluice.e2e.operator.load.Connection;
import dev.sluice.e2e.standalone.Await;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.dsl.RollableScalableResource;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A Gateway as its clients see it, from outside of the cluster, and the pods behind it. */
record Edge(Space space, String gateway, int port) {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    String objectName() {
        return gateway + "-sluice";
    }

    /** Waits until it is programmed and has an address. */
    Edge untilProgrammed() {
        space.untilTrue("Gateway", gateway, "Programmed");
        address();
        return this;
    }

    InetSocketAddress address() {
        Service service = space.client()
                .services()
                .inNamespace(space.name())
                .withName(objectName())
                .waitUntilCondition(
                        s -> s != null
                                && !s.getStatus().getLoadBalancer().getIngress().isEmpty(),
                        PATIENCE.toSeconds(),
                        TimeUnit.SECONDS);
        return new InetSocketAddress(
                service.getStatus().getLoadBalancer().getIngress().getFirst().getIp(), port);
    }

    /** By a new connection, so that any of its pods may answer. */
    Answer ask(Call call) {
        return ask(address(), call);
    }

    static Answer ask(InetSocketAddress address, Call call) {
        try (Connection connection = new Connection(address, Duration.ofSeconds(10))) {
            return connection.ask(call);
        } catch (IOException e) {
            return new Answer(0, e.toString(), true);
        }
    }

    /** Waits until so many new connections in a row get what is wanted, which with two pods means both. */
    void untilAnswers(String what, Call call, java.util.function.Predicate<Answer> fits) {
        InetSocketAddress address = address();
        Answer[] last = new Answer[1];
        int[] inARow = new int[1];
        Await.until(
                what,
                PATIENCE,
                () -> {
                    last[0] = ask(address, call);
                    inARow[0] = fits.test(last[0]) ? inARow[0] + 1 : 0;
                    return inARow[0] >= 10;
                },
                () -> last[0]);
    }

    void untilAnswers(Call call) {
        untilAnswers("right answers to " + call.path(), call, answer -> answer.fits(call));
    }

    RollableScalableResource<Deployment> deployment() {
        return space.client().apps().deployments().inNamespace(space.name()).withName(objectName());
    }

    void untilRolledOut() {
        deployment().waitUntilCondition(Sluice::rolledOut, PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    List<Pod> pods() {
        return space
                .client()
                .pods()
                .inNamespace(space.name())
                .withLabel("gateway.networking.k8s.io/gateway-name", gateway)
                .list()
                .getItems()
                .stream()
                .filter(pod -> pod.getMetadata().getDeletionTimestamp() == null)
                .toList();
    }
}
