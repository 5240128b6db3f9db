package dev.sluice.server.proxy;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.buffer.Buffer;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrameBoundaryTest {
    private static Buffer frame(int payload, boolean masked) {
        int mask = masked ? 0x80 : 0;
        Buffer frame = Buffer.buffer().appendByte((byte) 0x82);
        if (payload < 126) {
            frame.appendByte((byte) (mask | payload));
        } else if (payload < 65_536) {
            frame.appendByte((byte) (mask | 126)).appendUnsignedShort(payload);
        } else {
            frame.appendByte((byte) (mask | 127)).appendLong(payload);
        }
        return frame.appendBytes(new byte[masked ? 4 : 0]).appendBytes(new byte[payload]);
    }

    @Test
    void isWhereNothingHasBegun() {
        assertTrue(new FrameBoundary().isHere());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 125, 126, 65_535, 65_536})
    void isAtTheEndOfEachFrameAndNowhereElse(int payload) {
        for (boolean masked : new boolean[] {false, true}) {
            FrameBoundary boundary = new FrameBoundary();
            Buffer frame = frame(payload, masked);
            for (int i = 0; i < frame.length(); i++) {
                boundary.passed(frame.getBuffer(i, i + 1));
                assertTrue(boundary.isHere() == (i == frame.length() - 1), "after byte " + i);
            }
        }
    }

    @Test
    void doesNotDependOnHowTheStreamIsCut() {
        Random random = new Random(7);
        FrameBoundary boundary = new FrameBoundary();
        Buffer stream = Buffer.buffer();
        for (int i = 0; i < 200; i++) {
            stream.appendBuffer(frame(random.nextInt(300), random.nextBoolean()));
        }
        int at = 0;
        while (at < stream.length()) {
            int to = Math.min(stream.length(), at + 1 + random.nextInt(97));
            boundary.passed(stream.getBuffer(at, to));
            at = to;
        }
        assertTrue(boundary.isHere());
    }

    @Test
    void isNeverAgainAfterALengthThatIsNone() {
        FrameBoundary boundary = new FrameBoundary();
        boundary.passed(
                Buffer.buffer().appendByte((byte) 0x82).appendByte((byte) 127).appendLong(-1));
        boundary.passed(Buffer.buffer(new byte[1000]));
        assertFalse(boundary.isHere());
    }
}
