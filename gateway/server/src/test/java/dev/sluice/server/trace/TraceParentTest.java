package dev.sluice.server.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TraceParentTest {
    private static final String IDS = "4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7";

    @Test
    void isReadAndWritten() {
        TraceParent read = TraceParent.of("00-" + IDS + "-01");
        assertNotNull(read);
        assertEquals("00-" + IDS + "-01", read.text());
        assertEquals(true, read.isRecorded());
        assertEquals(
                "00-4bf92f3577b34da6a3ce929d0e0e4736-1111111111111111-01",
                read.from("1".repeat(16)).text());
    }

    @Test
    void whatALaterVersionAppendsIsPassedOver() {
        TraceParent read = TraceParent.of("cc-" + IDS + "-02-more");
        assertNotNull(read);
        assertEquals(false, read.isRecorded());
        assertEquals("00-" + IDS + "-02", read.text());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "00-" + IDS,
                "00-" + IDS + "-1",
                "00-" + IDS + "-01-more",
                "ff-" + IDS + "-01",
                "cc-" + IDS + "-01.more",
                "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01",
                "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01",
                "00_4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-0g"
            })
    void anythingElseIsNone(String text) {
        assertNull(TraceParent.of(text));
    }
}
