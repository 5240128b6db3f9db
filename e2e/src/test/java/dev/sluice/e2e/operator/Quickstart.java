package dev.sluice.e2e.operator;

import dev.sluice.e2e.cluster.Repository;

/** {@code examples/kubernetes} as users apply it. */
final class Quickstart {
    static final String NAMESPACE = "quickstart";
    static final String GATEWAY = "edge";
    static final int PORT = 80;

    private static final String FOLDER = "/tmp/quickstart";

    private final Sluice sluice;

    Quickstart(Sluice sluice) {
        this.sluice = sluice;
        sluice.node().shell("rm -rf " + FOLDER);
        sluice.node().copy(Repository.ofWorkingDirectory().path("examples/kubernetes"), FOLDER);
    }

    /** Applied, and everything that can be waited for. */
    void apply() {
        Kubectl kubectl = sluice.kubectl();
        kubectl.run("apply -f " + FOLDER);
        kubectl.run("-n " + NAMESPACE + " rollout status deployment/providers --timeout=60s");
        kubectl.run("-n " + NAMESPACE + " wait gateway/edge --for=condition=Programmed --timeout=90s");
        kubectl.run("-n " + NAMESPACE
                + " wait providers.sluice.dev,providerpools,routingpolicies --all --for=condition=Ready --timeout=60s");
    }

    /** What applying it once more would change. */
    String diff() {
        return sluice.node().exec("kubectl", "diff", "-f", FOLDER).output();
    }

    /** Switches a fault of a simulated provider on or off. */
    void turn(String provider, String knob) {
        String pod = sluice.client()
                .pods()
                .inNamespace(NAMESPACE)
                .withLabel("app", "providers")
                .list()
                .getItems()
                .getFirst()
                .getMetadata()
                .getName();
        sluice.client()
                .raw(
                        "/api/v1/namespaces/" + NAMESPACE + "/pods/" + pod + ":9100/proxy/" + provider + "/" + knob,
                        "POST",
                        "");
    }

    void remove() {
        sluice.kubectl().run("delete namespace " + NAMESPACE + " --ignore-not-found");
    }

    /** Created with the namespace, which the example brings itself. */
    Edge edge() {
        return new Edge(new Space(sluice, NAMESPACE), GATEWAY, PORT);
    }
}
