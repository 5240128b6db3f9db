package dev.sluice.engine.jsonrpc;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Strings are skipped eight bytes at a time; here each byte is looked at by itself. */
class JsonTextTest {
    private static final byte[] ODD = {'"', '\\', 0x1f, 0, ' ', '!', 0x7f, (byte) 0x80, (byte) 0x9f, (byte) 0xa2, -1};

    @Test
    void endsAStringWhereALookAtEachByteEndsIt() {
        SplittableRandom random = new SplittableRandom(7);
        int ended = 0;
        int refused = 0;
        for (int i = 0; i < 200_000; i++) {
            byte[] text = new byte[1 + random.nextInt(40)];
            random.nextBytes(text);
            for (int at = 1; at < text.length; at++) {
                boolean plain = random.nextInt(12) > 0;
                text[at] = plain ? (byte) ('a' + (text[at] & 15)) : random.nextBoolean() ? (byte) '"' : odd(random);
            }
            text[0] = '"';
            int from = random.nextInt(Math.min(8, text.length));
            int to = from + random.nextInt(text.length - from + 1);
            int end = JsonText.skipString(text, from, to);
            assertEquals(slowly(text, from, to), end, () -> "of " + Arrays.toString(text));
            ended += end > 0 ? 1 : 0;
            refused += end < 0 ? 1 : 0;
        }
        assertEquals(true, ended > 10_000 && refused > 10_000, ended + " ended, " + refused + " refused");
    }

    private static byte odd(SplittableRandom random) {
        return ODD[random.nextInt(ODD.length)];
    }

    private static int slowly(byte[] b, int at, int to) {
        for (int i = at + 1; i < to; i++) {
            if (b[i] == '"') {
                return i + 1;
            }
            if (b[i] >= 0 && b[i] < ' ') {
                return -1;
            }
            if (b[i] == '\\' && (++i >= to || "\"\\/bfnrt".indexOf(b[i]) < 0)) {
                return -1;
            }
        }
        return -1;
    }
}
