package dev.sluice.standalone.log;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.logging.Formatter;
import java.util.logging.Level;
import java.util.logging.LogRecord;

/**
 * One event per line, as text for people or JSON for collectors.
 *
 * <pre>
 * 2025-01-01T00:00:00.000Z INFO  snapshot served gateway=default/edge revision=7
 * {"at":"2025-01-01T00:00:00.000Z","level":"INFO","message":"snapshot served","gateway":"default/edge","revision":"7"}
 * </pre>
 */
public enum LineFormat {
    TEXT {
        @Override
        String line(Map<String, String> fields) {
            StringBuilder line = new StringBuilder(160);
            fields.forEach((key, value) -> {
                switch (key) {
                    case "at", "message" -> line.append(value).append(' ');
                    case "level" -> line.append(String.format("%-5s ", value));
                    default ->
                        line.append(key).append('=').append(quoted(value)).append(' ');
                }
            });
            line.setLength(line.length() - 1);
            return line.toString();
        }
    },
    JSON {
        @Override
        String line(Map<String, String> fields) {
            StringBuilder line = new StringBuilder(200).append('{');
            fields.forEach((key, value) ->
                    line.append(json(key)).append(':').append(json(value)).append(','));
            line.setCharAt(line.length() - 1, '}');
            return line.toString();
        }
    };

    abstract String line(Map<String, String> fields);

    Formatter formatter() {
        return new Formatter() {
            @Override
            public String format(LogRecord event) {
                return line(fields(event)) + System.lineSeparator();
            }
        };
    }

    private static Map<String, String> fields(LogRecord event) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("at", event.getInstant().truncatedTo(ChronoUnit.MILLIS).toString());
        fields.put("level", level(event.getLevel()));
        Object[] parameters = event.getParameters() == null ? new Object[0] : event.getParameters();
        boolean ours = parameters.length > 0 && parameters[0] instanceof EventLog.KeyValue;
        fields.put("message", ours ? event.getMessage() : new PlainMessage().formatMessage(event));
        for (Object parameter : parameters) {
            if (parameter instanceof EventLog.KeyValue pair) {
                fields.put(pair.key(), pair.value());
            }
        }
        if (event.getThrown() != null) {
            StringWriter stack = new StringWriter();
            event.getThrown().printStackTrace(new PrintWriter(stack));
            fields.put("stack", stack.toString());
        }
        return fields;
    }

    private static String level(Level level) {
        return level.intValue() >= Level.SEVERE.intValue()
                ? "ERROR"
                : level.intValue() >= Level.WARNING.intValue()
                        ? "WARN"
                        : level.intValue() >= Level.INFO.intValue() ? "INFO" : "DEBUG";
    }

    /** Values with spaces are quoted, so that a line splits back into its pairs. */
    private static String quoted(String value) {
        boolean plain = value.chars().noneMatch(c -> c <= ' ' || c == '"' || c == '=');
        return plain ? value : json(value);
    }

    private static String json(String value) {
        StringBuilder text = new StringBuilder(value.length() + 2).append('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '"', '\\' -> text.append('\\').append(c);
                case '\n' -> text.append("\\n");
                case '\t' -> text.append("\\t");
                case '\r' -> text.append("\\r");
                default -> {
                    if (c < ' ') {
                        text.append(String.format("\\u%04x", (int) c));
                    } else {
                        text.append(c);
                    }
                }
            }
        }
        return text.append('"').toString();
    }

    /** Libraries' messages with their own parameters. */
    private static final class PlainMessage extends Formatter {
        @Override
        public String format(LogRecord event) {
            return formatMessage(event);
        }
    }
}
