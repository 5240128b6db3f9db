package dev.sluice.simulation.chain;

/**
 * @param seed of all content; another seed is another chain
 * @param chainId as in {@code eip155:<id>}
 * @param blockNanos between blocks
 * @param firstNumber of the head at time 0
 * @param firstTimestampSeconds of that block
 */
public record ChainSettings(long seed, long chainId, long blockNanos, long firstNumber, long firstTimestampSeconds) {

    /** Numbers and times of a main net in 2025, with a block every two seconds so that a demo shows them advance. */
    public static ChainSettings ethereum(long seed) {
        return new ChainSettings(seed, 1, 2_000_000_000L, 23_000_000L, 1_755_000_000L);
    }

    public ChainSettings {
        if (blockNanos < 1 || firstNumber < 0) {
            throw new IllegalArgumentException("a chain needs a block time and a first block");
        }
    }

    /** What a provider on the wrong chain answers from. */
    ChainSettings elsewhere() {
        return new ChainSettings(~seed, chainId + 55, blockNanos, firstNumber / 2, firstTimestampSeconds);
    }
}
