package dev.sluice.server.proxy;

import dev.sluice.engine.routing.Exchange;
import dev.sluice.server.admin.AccessLog;
import io.vertx.core.http.HttpServerRequest;

/** Says what became of a request, only where an access log is wanted. */
final class AccessLines {
    private AccessLines() {}

    static void add(AccessLog log, HttpServerRequest request, Exchange exchange, int status, long nowNanos) {
        if (status > 0 && status < 500 && !log.samples()) {
            return;
        }
        boolean picked = exchange.attempts() > 0;
        log.add(new AccessLog.Line(
                System.currentTimeMillis(),
                exchange.client(),
                request.method().name(),
                picked || exchange.source() != Exchange.Source.PROVIDER
                        ? exchange.candidates().key().requestClass()
                        : "",
                exchange.rule().route(),
                exchange.rule().rule().name(),
                picked ? exchange.provider().id() : "",
                exchange.source().name(),
                exchange.attempts(),
                status,
                nowNanos - exchange.startNanos()));
    }
}
