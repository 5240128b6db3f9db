package dev.sluice.contract.snapshot;

import java.util.List;

/**
 * Which answers to JSON-RPC calls are shared and given again.
 *
 * @param methods exact, or a prefix followed by {@code *}
 * @param maxAgeNanos how long an answer about the newest blocks is given again
 * @param finalityDepth blocks below the head from which on content counts as final, and is kept while there is room
 */
public record Cache(List<String> methods, long maxAgeNanos, int finalityDepth) {
    /** Four times what Ethereum takes to finalize when all goes well. */
    public static final int FINALITY_DEPTH = 256;

    public Cache {
        methods = List.copyOf(methods);
        if (maxAgeNanos <= 0 || finalityDepth <= 0) {
            throw new IllegalArgumentException("maximum age and depth must be above zero");
        }
    }
}
