package dev.sluice.simulation.world;

import java.util.ArrayList;
import java.util.List;

/** What happened in one run, second by second. Filled by the world; read only afterwards. */
public final class Trace {
    private static final int MOST_VIOLATIONS = 20;

    public final int seconds;
    public final int sellers;
    public final long[] sent;
    public final long[] answered;
    /** Answered within the target. */
    public final long[] good;

    public final long[] costPicos;
    public final long[] latencyMicros;
    /** First attempts by second and seller. */
    public final int[][] first;
    /** Shares by plan or order, by second and seller; NaN where there is none. */
    public final double[][] intended;
    /** Chance of a good answer by second and seller, by the truth. */
    public final double[][] quality;
    /** By second and seller: something is wrong with it. */
    public final boolean[][] impaired;
    /** By second: the world is changing or has done so lately, so that moves of shares have a reason. */
    public final boolean[] restless;
    /** By kind of request. */
    public final long[] sentByKind;

    public final long[] goodByKind;
    public final List<String> violations = new ArrayList<>();
    public long violationCount;
    /** Attempts begun at a seller that the snapshot its gateway serves forbids. */
    public long forbidden;
    /** Longest time a changed snapshot took to its last gateway; -1 where none changed. */
    public long loadedNanos = -1;

    public long events;
    public long plans;
    /** Sum of all absolute changes of planned shares. */
    public double moved;

    Trace(int seconds, int sellers, int kinds) {
        this.seconds = seconds;
        this.sellers = sellers;
        sent = new long[seconds];
        answered = new long[seconds];
        good = new long[seconds];
        costPicos = new long[seconds];
        latencyMicros = new long[seconds];
        first = new int[seconds][sellers];
        intended = new double[seconds][sellers];
        quality = new double[seconds][sellers];
        impaired = new boolean[seconds][sellers];
        restless = new boolean[seconds];
        sentByKind = new long[kinds];
        goodByKind = new long[kinds];
    }

    void violation(long nowNanos, String what) {
        violationCount++;
        if (violations.size() < MOST_VIOLATIONS) {
            violations.add("%.3f s: %s".formatted(nowNanos / 1e9, what));
        }
    }
}
