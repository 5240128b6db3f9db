package dev.sluice.standalone.log;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;

class LineFormatTest {
    @Test
    void textQuotesValuesThatWouldNotSplitBack() {
        assertEquals(
                "2025-01-01T00:00:00Z WARN  file refused file=a.yaml reason=\"unknown field \\\"clas\\\"\""
                        + System.lineSeparator(),
                LineFormat.TEXT.formatter().format(event()));
    }

    @Test
    void jsonHoldsTheSameFields() {
        assertEquals(
                "{\"at\":\"2025-01-01T00:00:00Z\",\"level\":\"WARN\",\"message\":\"file refused\",\"file\":\"a.yaml\","
                        + "\"reason\":\"unknown field \\\"clas\\\"\"}" + System.lineSeparator(),
                LineFormat.JSON.formatter().format(event()));
    }

    @Test
    void messagesOfLibrariesKeepTheirOwnParameters() {
        LogRecord event = new LogRecord(Level.INFO, "bound {0}");
        event.setInstant(Instant.parse("2025-01-01T00:00:00Z"));
        event.setParameters(new Object[] {"here"});

        assertEquals(
                "2025-01-01T00:00:00Z INFO  bound here" + System.lineSeparator(),
                LineFormat.TEXT.formatter().format(event));
    }

    private static LogRecord event() {
        LogRecord event = new LogRecord(Level.WARNING, "file refused");
        event.setInstant(Instant.parse("2025-01-01T00:00:00Z"));
        event.setParameters(new Object[] {
            new EventLog.KeyValue("file", "a.yaml"), new EventLog.KeyValue("reason", "unknown field \"clas\"")
        });
        return event;
    }
}
