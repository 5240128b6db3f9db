package dev.sluice.simulation.chain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.OptionalLong;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SeededHashTest {

    @Test
    void everyHashLeadsBackToItsValueAndToNoOther() {
        SplittableRandom random = new SplittableRandom(11);
        for (int i = 0; i < 5_000; i++) {
            SeededHash hashes = new SeededHash(random.nextLong(), "block");
            long value = random.nextLong();
            String hash = hashes.hash(value);

            assertTrue(hash.matches("0x[0-9a-f]{64}"), hash);
            assertEquals(OptionalLong.of(value), hashes.valueOf(hash));
            assertNotEquals(OptionalLong.of(value), new SeededHash(random.nextLong(), "block").valueOf(hash));
        }
    }

    @Test
    void aHashWithOneDigitChangedIsUnknown() {
        SeededHash hashes = new SeededHash(1, "block");
        String hash = hashes.hash(42);
        char last = hash.charAt(65) == 'a' ? 'b' : 'a';

        assertEquals(OptionalLong.empty(), hashes.valueOf(hash.substring(0, 65) + last));
        assertEquals(OptionalLong.empty(), hashes.valueOf("0x12"));
    }

    @Test
    void kindsOfHashesAreApart() {
        assertNotEquals(new SeededHash(1, "block").hash(5), new SeededHash(1, "transaction").hash(5));
    }
}
