package dev.sluice.e2e.operator;

/** kubectl, as users type it; the node has one. */
record Kubectl(Node node) {
    /** The output of a call that has to succeed. */
    String run(String arguments) {
        return node.shell("kubectl " + arguments);
    }
}
