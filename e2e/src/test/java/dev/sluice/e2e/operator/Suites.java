package dev.sluice.e2e.operator;

/**
 * The order of classes: after every suite that wants no operator on the cluster, for those have no number. A number is a place
 * within this order.
 */
public final class Suites {
    static final int SMOKE = Integer.MAX_VALUE - 1_000;
    static final int OPERATOR = SMOKE + 100;
    static final int OPERATOR_LAST = OPERATOR + 99;
    static final int SCALE = SMOKE + 200;
    public static final int CONFORMANCE = SMOKE + 300;

    private Suites() {}
}
