package dev.sluice.e2e.operator;

import org.testcontainers.containers.Container.ExecResult;

/** kubectl, as users type it; the node has one. */
record Kubectl(Node node) {
    private static final String FILE = "/tmp/kubectl.yaml";

    /** The output of a call that has to succeed. */
    String run(String arguments) {
        return node.shell("kubectl " + arguments);
    }

    String apply(String yaml) {
        node.write(FILE, yaml);
        return run("apply -f " + FILE);
    }

    /** What another apply would change; empty where that is nothing. */
    String diff(String yaml) {
        node.write(FILE, yaml);
        ExecResult result = node.exec("kubectl", "diff", "-f", FILE);
        return result.getStdout() + result.getStderr();
    }
}
