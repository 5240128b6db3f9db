package dev.sluice.simulation.chain;

import java.util.HexFormat;
import java.util.OptionalLong;

/**
 * Hashes that look random and can be undone: the first eight bytes are a bijection of the value, so a lookup by hash
 * needs no index. The mixer is the finalizer of SplitMix64 (Steele, Lea, Flood: "Fast splittable pseudorandom number
 * generators", 2014).
 */
final class SeededHash {
    private static final long GOLDEN = 0x9e3779b97f4a7c15L;
    private static final long FIRST = 0xbf58476d1ce4e5b9L;
    private static final long SECOND = 0x94d049bb133111ebL;
    private static final long FIRST_INVERSE = inverse(FIRST);
    private static final long SECOND_INVERSE = inverse(SECOND);

    private final long key;

    /** @param kind keeps hashes of blocks, transactions and so on apart */
    SeededHash(long seed, String kind) {
        this.key = mix(seed ^ mix(kind.hashCode()));
    }

    /** 64 pseudo-random bits of a value. */
    long bits(long value) {
        return mix(value ^ key);
    }

    /** Pseudo-random in [0, bound). */
    int below(long value, int bound) {
        return (int) Long.remainderUnsigned(bits(value), bound);
    }

    /** 32 bytes as 0x-prefixed hex. */
    String hash(long value) {
        return hex(value, 32);
    }

    /** 20 bytes as 0x-prefixed hex. */
    String address(long value) {
        return hex(value, 20);
    }

    String hex(long value, int bytes) {
        HexFormat format = HexFormat.of();
        StringBuilder text = new StringBuilder(2 + 2 * bytes + 16).append("0x");
        long word = bits(value);
        while (text.length() < 2 + 2 * bytes) {
            text.append(format.toHexDigits(word));
            word = mix(word + GOLDEN + key);
        }
        text.setLength(2 + 2 * bytes);
        return text.toString();
    }

    /** The value whose {@link #hash} this is, if there is one. */
    OptionalLong valueOf(String hash) {
        if (!hash.matches("0x[0-9a-fA-F]{64}")) {
            return OptionalLong.empty();
        }
        long value = unmix(Long.parseUnsignedLong(hash.substring(2, 18), 16)) ^ key;
        return hash(value).equalsIgnoreCase(hash) ? OptionalLong.of(value) : OptionalLong.empty();
    }

    private static long mix(long z) {
        z = (z ^ (z >>> 30)) * FIRST;
        z = (z ^ (z >>> 27)) * SECOND;
        return z ^ (z >>> 31);
    }

    private static long unmix(long z) {
        z = unshift(z, 31) * SECOND_INVERSE;
        z = unshift(z, 27) * FIRST_INVERSE;
        return unshift(z, 30);
    }

    private static long unshift(long z, int shift) {
        long x = z;
        for (int done = shift; done < 64; done += shift) {
            x = z ^ (x >>> shift);
        }
        return x;
    }

    /** Of an odd number modulo 2^64, by Newton's iteration: each step doubles the correct bits. */
    private static long inverse(long odd) {
        long x = odd;
        for (int i = 0; i < 6; i++) {
            x *= 2 - odd * x;
        }
        return x;
    }
}
