package dev.sluice.server.trace;

import dev.sluice.engine.routing.Exchange;
import dev.sluice.server.options.Telemetry;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import java.util.HexFormat;
import java.util.random.RandomGenerator;

/**
 * Sees to the trace context of one event loop's requests. A trace that comes with a request is followed if it is recorded, and passed on
 * untouched if not; one that does not come begins here.
 */
public final class Tracer {
    private static final HexFormat HEX = HexFormat.of();

    private final SpanQueue spans;
    private final int samplePpm;
    private final RandomGenerator random;

    /** @param samplePpm share of the traces begun here that are recorded */
    public Tracer(SpanQueue spans, int samplePpm, RandomGenerator random) {
        this.spans = spans;
        this.samplePpm = samplePpm;
        this.random = random;
    }

    /** Before the exchange has attempts. What providers are to be told is put into the request's own headers. */
    public void begin(HttpServerRequest request, Exchange exchange) {
        MultiMap headers = request.headers();
        TraceParent parent = TraceParent.of(headers.get(TraceParent.HEADER));
        boolean recorded = parent == null ? random.nextInt(Telemetry.ALL_PPM) < samplePpm : parent.isRecorded();
        if (parent == null) {
            // The state of a trace that cannot be read means nothing to anybody.
            headers.remove(TraceParent.STATE_HEADER);
        } else if (!recorded) {
            return;
        }
        TraceParent own = parent == null
                ? new TraceParent(newId() + newId(), newId(), recorded ? "01" : "00")
                : parent.from(newId());
        headers.set(TraceParent.HEADER, own.text());
        if (recorded) {
            String state = headers.get(TraceParent.STATE_HEADER);
            exchange.tell(new RequestTrace(
                    this,
                    own,
                    parent == null ? "" : parent.spanId(),
                    state == null ? "" : state,
                    new RequestTrace.Call(
                            request.method().name(),
                            request.isSSL() ? "https" : "http",
                            request.version().alpnName())));
        }
    }

    void ended(Span span) {
        spans.add(span);
    }

    String newId() {
        long id = random.nextLong();
        return HEX.toHexDigits(id == 0 ? 1 : id);
    }
}
