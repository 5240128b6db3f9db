package dev.sluice.standalone.log;

import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Events of one component. Keys are the words that status and metrics use; values never hold secrets.
 *
 * <pre>{@code log.info("snapshot served", "gateway", "default/edge", "revision", 7)}</pre>
 */
public final class EventLog {
    private final Logger logger;

    private EventLog(Logger logger) {
        this.logger = logger;
    }

    /** @param component the class whose events these are */
    public static EventLog of(Class<?> component) {
        return new EventLog(Logger.getLogger(component.getName()));
    }

    public void info(String message, @Nullable Object... keyValues) {
        log(Level.INFO, message, null, keyValues);
    }

    public void warn(String message, @Nullable Object... keyValues) {
        log(Level.WARNING, message, null, keyValues);
    }

    /** For our own bugs: with the stack. */
    public void error(String message, Throwable thrown, @Nullable Object... keyValues) {
        log(Level.SEVERE, message, thrown, keyValues);
    }

    private void log(Level level, String message, @Nullable Throwable thrown, @Nullable Object... keyValues) {
        if (!logger.isLoggable(level)) {
            return;
        }
        LogRecord event = new LogRecord(level, message);
        event.setLoggerName(logger.getName());
        event.setThrown(thrown);
        event.setParameters(pairs(keyValues).toArray());
        logger.log(event);
    }

    private static List<KeyValue> pairs(@Nullable Object... keyValues) {
        List<KeyValue> pairs = new ArrayList<>(keyValues.length / 2);
        for (int i = 0; i + 1 < keyValues.length; i += 2) {
            pairs.add(new KeyValue(String.valueOf(keyValues[i]), String.valueOf(keyValues[i + 1])));
        }
        return pairs;
    }

    /** One key and its value, as text. */
    record KeyValue(String key, String value) {}
}
