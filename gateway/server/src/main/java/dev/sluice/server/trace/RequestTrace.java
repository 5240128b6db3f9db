package dev.sluice.server.trace;

import dev.sluice.contract.observation.Failure;
import dev.sluice.engine.model.CompiledProvider;
import dev.sluice.engine.routing.Exchange;
import dev.sluice.engine.routing.ExchangeListener;
import io.vertx.core.MultiMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** The spans of a request that is recorded: its own, and one for each of its attempts. Of one event loop. */
public final class RequestTrace implements ExchangeListener {

    /** What is told of the request itself. */
    record Call(String method, String scheme, String protocol) {
        /** A method that is none of HTTP's is whatever a client likes to write. */
        String knownMethod() {
            return switch (method) {
                case "GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH", "CONNECT", "TRACE" -> method;
                default -> "_OTHER";
            };
        }
    }

    private record Sent(TraceParent context, String provider, long startNanos) {}

    private final Tracer tracer;
    private final TraceParent own;
    private final String parentId;
    private final String state;
    private final Call call;
    private final Span.Kind kind;

    /** From the monotonic clock to that of the wall. */
    private final long offsetNanos;

    private final long startNanos;
    private final Map<Integer, Sent> open = new TreeMap<>();
    private boolean finished;

    RequestTrace(Tracer tracer, TraceParent own, String parentId, String state, Call call) {
        this(tracer, own, parentId, state, call, Span.Kind.SERVER);
    }

    private RequestTrace(Tracer tracer, TraceParent own, String parentId, String state, Call call, Span.Kind kind) {
        this.tracer = tracer;
        this.own = own;
        this.parentId = parentId;
        this.state = state;
        this.call = call;
        this.kind = kind;
        this.startNanos = System.nanoTime();
        this.offsetNanos = TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis()) - startNanos;
    }

    /** Tells a provider which span calls it, unless a filter has taken the trace out of what it is sent. */
    public static void tell(Exchange exchange, int attempt, MultiMap headers) {
        if (exchange.listener() instanceof RequestTrace trace && headers.contains(TraceParent.HEADER)) {
            Sent sent = trace.open.get(attempt);
            headers.set(TraceParent.HEADER, (sent == null ? trace.own : sent.context).text());
        }
    }

    /** The end of a batch whose parts have ended by themselves. */
    public static void end(Exchange exchange, int status) {
        if (exchange.listener() instanceof RequestTrace trace) {
            trace.finished(exchange, status, System.nanoTime());
        }
    }

    @Override
    public RequestTrace part() {
        return new RequestTrace(tracer, own.from(tracer.newId()), own.spanId(), state, call, Span.Kind.INTERNAL);
    }

    @Override
    public void begun(int attempt, CompiledProvider provider, long nowNanos) {
        open.put(attempt, new Sent(own.from(tracer.newId()), provider.id(), nowNanos));
    }

    @Override
    public void answered(int attempt, long nowNanos) {
        ended(attempt, "ANSWERED", 0, false, nowNanos);
    }

    @Override
    public void failed(int attempt, Failure failure, int status, long nowNanos) {
        ended(attempt, failure.name(), status, true, nowNanos);
    }

    @Override
    public void dropped(int attempt, boolean overtaken) {
        ended(attempt, overtaken ? "OVERTAKEN" : "ABANDONED", 0, false, System.nanoTime());
    }

    private void ended(int attempt, String outcome, int status, boolean failed, long nowNanos) {
        Sent sent = open.remove(attempt);
        if (sent == null) {
            return;
        }
        Map<String, Object> attributes = new LinkedHashMap<>();
        attributes.put("http.request.method", call.knownMethod());
        attributes.put("sluice.provider", sent.provider);
        attributes.put("sluice.attempt", attempt);
        attributes.put("sluice.outcome", outcome);
        if (attempt > 1) {
            attributes.put("http.request.resend_count", attempt - 1);
        }
        if (failed) {
            attributes.put("error.type", outcome);
        }
        if (status > 0) {
            attributes.put("http.response.status_code", status);
        }
        end(
                sent.context,
                own.spanId(),
                Span.Kind.CLIENT,
                call.knownMethod(),
                sent.startNanos,
                nowNanos,
                attributes,
                failed);
    }

    @Override
    public void finished(Exchange exchange, int status, long nowNanos) {
        if (finished) {
            return;
        }
        finished = true;
        Map<String, Object> attributes = new LinkedHashMap<>();
        attributes.put("http.request.method", call.knownMethod());
        attributes.put("url.scheme", call.scheme);
        attributes.put("network.protocol.name", call.protocol);
        attributes.put("sluice.attempts", exchange.attempts());
        attributes.put("sluice.source", exchange.source().name());
        if (status > 0) {
            attributes.put("http.response.status_code", status);
        }
        String name = call.knownMethod();
        if (exchange.isMatched()) {
            String route = exchange.entry().match().path().value();
            attributes.put("http.route", route);
            attributes.put("sluice.route", exchange.rule().route());
            attributes.put("sluice.rule", exchange.rule().rule().name());
            attributes.put("sluice.class", exchange.requestClass());
            name = name + " " + route;
        }
        boolean failed = status == 0 || status >= 500;
        if (failed) {
            attributes.put("error.type", status == 0 ? "closed" : Integer.toString(status));
        }
        end(own, parentId, kind, name, startNanos, nowNanos, attributes, failed);
    }

    private void end(
            TraceParent context,
            String parent,
            Span.Kind spanKind,
            String name,
            long from,
            long to,
            Map<String, Object> attributes,
            boolean failed) {
        tracer.ended(new Span(
                context, parent, state, spanKind, name, from + offsetNanos, to + offsetNanos, attributes, failed));
    }
}
