package dev.sluice.server.proxy;

import dev.sluice.engine.routing.Exchange;
import io.vertx.core.http.HttpServerRequest;

/** The end of a request, or of a part of one: it is counted, its client pays for it, and the access log has its line. */
final class Ending {
    private Ending() {}

    /**
     * @param status sent; 0 where no whole answer reached the client
     * @param own whether the gateway made the answer for want of a provider's
     */
    static void of(EventLoop loop, HttpServerRequest request, Exchange exchange, int status, boolean own) {
        long now = System.nanoTime();
        loop.router().finished(exchange, status, own, now);
        loop.tenants().spent(exchange.client(), exchange.currency(), exchange.spentPicos());
        if (loop.accessLog() != null && !exchange.isCopy()) {
            AccessLines.add(loop.accessLog(), request, exchange, status, now);
        }
    }
}
