package dev.sluice.server.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.RemovalCause;
import dev.sluice.engine.cache.CallKey;
import dev.sluice.engine.cache.KeptAnswer;
import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Answers to give again, for all event loops of the process: bounded by bytes, each with a time of its own, the least useful
 * (W-TinyLFU) leaving first. Housekeeping is done by whoever calls, so it has no thread.
 */
public final class AnswerCache {
    /** Beside the bytes of key and answer, about. */
    private static final int ENTRY_BYTES = 200;

    private final Cache<CallKey, KeptAnswer> answers;

    private final LongAdder hits = new LongAdder();
    private final LongAdder misses = new LongAdder();
    private final LongAdder evictions = new LongAdder();
    private final LongAdder coalesced = new LongAdder();
    private final LongAdder crowded = new LongAdder();

    /**
     * What it has done and holds.
     *
     * @param hits calls answered by what was kept
     * @param misses calls that might have been
     * @param coalesced calls answered by what another one was asking for
     * @param crowded calls not coalesced, since too many waited already
     * @param evictions answers that left for want of room
     * @param bytes kept now
     */
    public record Figures(long hits, long misses, long coalesced, long crowded, long evictions, long bytes) {}

    /** @param bytes that are kept at most; 0 keeps nothing */
    public AnswerCache(long bytes) {
        answers = Caffeine.newBuilder()
                .executor(Runnable::run)
                .maximumWeight(bytes)
                .weigher((CallKey key, KeptAnswer answer) -> ENTRY_BYTES + key.length() + answer.bytes().length)
                .expireAfter(Expiry.creating((CallKey key, KeptAnswer answer) -> Duration.ofNanos(answer.nanos())))
                .evictionListener((key, answer, cause) -> {
                    if (cause == RemovalCause.SIZE) {
                        evictions.increment();
                    }
                })
                .build();
    }

    /** What is kept of a call; a hit or a miss is counted. */
    public @Nullable KeptAnswer find(CallKey key) {
        KeptAnswer kept = answers.getIfPresent(key);
        (kept == null ? misses : hits).increment();
        return kept;
    }

    public void keep(CallKey key, KeptAnswer answer) {
        answers.put(key, answer);
    }

    public void countCoalesced() {
        coalesced.increment();
    }

    public void countCrowded() {
        crowded.increment();
    }

    public Figures figures() {
        answers.cleanUp();
        long bytes = answers.policy().eviction().orElseThrow().weightedSize().orElse(0);
        return new Figures(hits.sum(), misses.sum(), coalesced.sum(), crowded.sum(), evictions.sum(), bytes);
    }
}
