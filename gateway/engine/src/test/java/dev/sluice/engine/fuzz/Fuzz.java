package dev.sluice.engine.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

/** Changes inputs of a corpus at random and tries each; the same seeds give the same inputs. */
final class Fuzz {
    private static final long NANOS = TimeUnit.SECONDS.toNanos(Long.getLong("sluice.fuzz.seconds", 3));

    /** Tried however slow the machine is. */
    private static final int LEAST = 20_000;

    private static final int MOST_BYTES = 64 * 1024;

    private final List<byte[]> corpus;
    private final List<byte[]> words;

    @FunctionalInterface
    interface Trial {
        /** @throws Exception or an error where the input is not treated as it should be */
        void run(byte[] input) throws Exception;
    }

    /** @param words that mean something in this language, put in and exchanged */
    Fuzz(List<String> corpus, String... words) {
        this.corpus = corpus.stream().map(Fuzz::bytes).toList();
        this.words = List.of(words).stream().map(Fuzz::bytes).toList();
    }

    void run(Trial trial) {
        for (byte[] each : corpus) {
            attempt(trial, each, -1);
        }
        long start = System.nanoTime();
        long seed = 0;
        while (seed < LEAST || System.nanoTime() - start < NANOS) {
            attempt(trial, input(new SplittableRandom(seed)), seed);
            seed++;
        }
        System.out.printf("figure: fuzz, %d inputs%n", seed);
    }

    private static void attempt(Trial trial, byte[] input, long seed) {
        try {
            trial.run(input);
        } catch (Exception | AssertionError | StackOverflowError e) {
            throw new AssertionError("seed " + seed + ": " + new String(input, StandardCharsets.ISO_8859_1), e);
        }
    }

    private byte[] input(SplittableRandom random) {
        byte[] bytes = any(corpus, random);
        int changes = 1 + random.nextInt(4);
        for (int i = 0; i < changes; i++) {
            bytes = change(bytes, random);
        }
        return bytes.length > MOST_BYTES ? part(bytes, 0, MOST_BYTES) : bytes;
    }

    private byte[] change(byte[] bytes, SplittableRandom random) {
        int at = random.nextInt(bytes.length + 1);
        int end = at + random.nextInt(Math.min(16, bytes.length - at) + 1);
        byte[] other = any(corpus, random);
        int from = random.nextInt(other.length + 1);
        return switch (random.nextInt(6)) {
            case 0 -> join(bytes, at, new byte[] {(byte) random.nextInt(256)}, Math.min(at + 1, bytes.length));
            case 1 -> join(bytes, at, new byte[0], end);
            case 2 -> join(bytes, at, any(words, random), at);
            case 3 -> join(bytes, at, any(words, random), end);
            case 4 -> join(bytes, at, part(bytes, at, end), at);
            default -> join(bytes, at, part(other, from, from + random.nextInt(other.length - from + 1)), end);
        };
    }

    private static byte[] join(byte[] bytes, int head, byte[] middle, int tail) {
        byte[] joined = new byte[head + middle.length + bytes.length - tail];
        System.arraycopy(bytes, 0, joined, 0, head);
        System.arraycopy(middle, 0, joined, head, middle.length);
        System.arraycopy(bytes, tail, joined, head + middle.length, bytes.length - tail);
        return joined;
    }

    private static byte[] part(byte[] bytes, int from, int to) {
        byte[] part = new byte[to - from];
        System.arraycopy(bytes, from, part, 0, to - from);
        return part;
    }

    private static byte[] any(List<byte[]> list, SplittableRandom random) {
        return list.get(random.nextInt(list.size()));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
