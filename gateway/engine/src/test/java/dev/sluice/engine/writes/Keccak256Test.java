package dev.sluice.engine.writes;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Keccak256Test {
    private static final int SHA3 = 0x06;

    /** Known everywhere: the hash of nothing, the topic of Transfer, and two of the Keccak team's example sentences. */
    @ParameterizedTest
    @CsvSource({
        "'', c5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470",
        "abc, 4e03657aea45a94fc7d47ba826c8d667c0d1e6e33a64a036ec44f58fa12d6c45",
        "'Transfer(address,address,uint256)', ddf252ad1be2c89b69c2b068fc378daa952ba7f163c4a11628f55a4df523b3ef",
        "The quick brown fox jumps over the lazy dog, 4d741b6f1eb29cb2a9b9911c82f56fa8d73b04959d3d9d222895df6c0b28aa15"
    })
    void hashesAsPublished(String text, String hash) {
        assertEquals(hash, HexFormat.of().formatHex(Keccak256.hash(text.getBytes(StandardCharsets.US_ASCII))));
    }

    /** The permutation is SHA-3's, which the JDK has: the two differ in one byte of padding. */
    @Test
    void agreesWithTheJdkOnEveryLengthAroundABlockUnderThePaddingOfSha3() throws Exception {
        SplittableRandom random = new SplittableRandom(20);
        MessageDigest jdk = MessageDigest.getInstance("SHA3-256");
        for (int length = 0; length < 700; length++) {
            byte[] bytes = new byte[length];
            random.nextBytes(bytes);
            assertArrayEquals(jdk.digest(bytes), Keccak256.hash(bytes, SHA3), "length " + length);
        }
    }
}
