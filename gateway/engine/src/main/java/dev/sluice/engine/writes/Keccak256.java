package dev.sluice.engine.writes;

import java.util.Arrays;

/**
 * Keccak-256 as Ethereum uses it: the permutation of SHA-3 (FIPS 202) with the padding of the submission to the competition, which
 * the JDK has not. Written for the few writes of a gateway, not for bulk.
 */
final class Keccak256 {
    /** Padding of the submission. */
    static final int KECCAK = 0x01;

    private static final int RATE_BYTES = 136;
    private static final int HASH_BYTES = 32;
    private static final int LANES = 25;
    private static final int ROUNDS = 24;

    /** Where each lane goes in step pi, and by how many bits step rho turns it, along the walk that starts at lane 1. */
    private static final int[] PI = {
        10, 7, 11, 17, 18, 3, 5, 16, 8, 21, 24, 4, 15, 23, 19, 13, 12, 2, 20, 14, 22, 9, 6, 1
    };

    private static final int[] RHO = {
        1, 3, 6, 10, 15, 21, 28, 36, 45, 55, 2, 14, 27, 41, 56, 8, 25, 43, 62, 18, 39, 61, 20, 44
    };

    private Keccak256() {}

    static byte[] hash(byte[] bytes) {
        return hash(bytes, KECCAK);
    }

    /** @param suffix first byte of the padding: 0x01, or 0x06 for SHA3-256 */
    static byte[] hash(byte[] bytes, int suffix) {
        byte[] padded = Arrays.copyOf(bytes, (bytes.length / RATE_BYTES + 1) * RATE_BYTES);
        padded[bytes.length] ^= (byte) suffix;
        padded[padded.length - 1] ^= (byte) 0x80;
        long[] state = new long[LANES];
        for (int at = 0; at < padded.length; at += RATE_BYTES) {
            for (int i = 0; i < RATE_BYTES; i++) {
                state[i / 8] ^= (padded[at + i] & 0xffL) << 8 * (i % 8);
            }
            permute(state);
        }
        byte[] hash = new byte[HASH_BYTES];
        for (int i = 0; i < HASH_BYTES; i++) {
            hash[i] = (byte) (state[i / 8] >>> 8 * (i % 8));
        }
        return hash;
    }

    private static void permute(long[] a) {
        int register = 1;
        long[] column = new long[5];
        for (int round = 0; round < ROUNDS; round++) {
            theta(a, column);
            long moved = a[1];
            for (int i = 0; i < PI.length; i++) {
                long next = a[PI[i]];
                a[PI[i]] = Long.rotateLeft(moved, RHO[i]);
                moved = next;
            }
            chi(a, column);
            // Iota: bits of the round's constant stand at 2^j - 1, each from a shift register (FIPS 202, 3.2.5).
            for (int j = 0; j < 7; j++) {
                a[0] ^= (long) (register & 1) << (1 << j) - 1;
                register = (register << 1 ^ (register >> 7) * 0x171) & 0xff;
            }
        }
    }

    private static void theta(long[] a, long[] column) {
        for (int x = 0; x < 5; x++) {
            column[x] = a[x] ^ a[x + 5] ^ a[x + 10] ^ a[x + 15] ^ a[x + 20];
        }
        for (int i = 0; i < LANES; i++) {
            a[i] ^= column[(i + 4) % 5] ^ Long.rotateLeft(column[(i + 1) % 5], 1);
        }
    }

    private static void chi(long[] a, long[] row) {
        for (int y = 0; y < LANES; y += 5) {
            System.arraycopy(a, y, row, 0, 5);
            for (int x = 0; x < 5; x++) {
                a[y + x] = row[x] ^ ~row[(x + 1) % 5] & row[(x + 2) % 5];
            }
        }
    }
}
