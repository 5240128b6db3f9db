package dev.sluice.operator.gather;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.control.resolve.ObjectRef;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FirstListTest {
    private static final ObjectRef ONE = new ObjectRef("Provider", "default", "one");
    private static final ObjectRef TWO = new ObjectRef("Provider", "default", "two");

    private final FirstList first = new FirstList();

    @Test
    void isWholeWhenTheHandlerHasSeenTheLastOfIt() {
        assertFalse(first.came(ONE));
        assertFalse(first.is(Stream.of(ONE, TWO)));

        assertTrue(first.came(TWO));
        assertFalse(first.came(TWO), "only once");
    }

    @Test
    void isWholeAtOnceWhereTheHandlerWasFasterOrNothingIsThere() {
        first.came(ONE);

        assertTrue(first.is(Stream.of(ONE)));
        assertTrue(new FirstList().is(Stream.of()));
    }
}
