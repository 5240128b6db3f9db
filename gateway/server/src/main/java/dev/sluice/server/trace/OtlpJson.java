package dev.sluice.server.trace;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Spans as OTLP/HTTP takes them in JSON: ids in hexadecimal, 64-bit numbers as text, kinds as numbers. */
final class OtlpJson {
    private static final int ERROR = 2;

    private OtlpJson() {}

    /** @param resource what all of them are of */
    static String of(Map<String, Object> resource, List<Span> spans) {
        JsonArray all = new JsonArray();
        spans.forEach(span -> all.add(span(span)));
        JsonObject scope = new JsonObject()
                .put("scope", new JsonObject().put("name", "dev.sluice.gateway"))
                .put("spans", all);
        return new JsonObject()
                .put(
                        "resourceSpans",
                        new JsonArray()
                                .add(new JsonObject()
                                        .put("resource", new JsonObject().put("attributes", attributes(resource)))
                                        .put("scopeSpans", new JsonArray().add(scope))))
                .encode();
    }

    private static JsonObject span(Span span) {
        JsonObject out = new JsonObject()
                .put("traceId", span.context().traceId())
                .put("spanId", span.context().spanId());
        if (!span.parentId().isEmpty()) {
            out.put("parentSpanId", span.parentId());
        }
        if (!span.state().isEmpty()) {
            out.put("traceState", span.state());
        }
        out.put("name", span.name())
                .put("kind", span.kind().number())
                .put("startTimeUnixNano", Long.toString(span.startNanos()))
                .put("endTimeUnixNano", Long.toString(span.endNanos()))
                .put("attributes", attributes(span.attributes()));
        return span.failed() ? out.put("status", new JsonObject().put("code", ERROR)) : out;
    }

    private static JsonArray attributes(Map<String, Object> attributes) {
        JsonArray out = new JsonArray();
        new TreeMap<>(attributes)
                .forEach(
                        (key, value) -> out.add(new JsonObject().put("key", key).put("value", value(value))));
        return out;
    }

    private static JsonObject value(Object value) {
        return value instanceof Integer number
                ? new JsonObject().put("intValue", number.toString())
                : new JsonObject().put("stringValue", value.toString());
    }
}
