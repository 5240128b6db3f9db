package dev.sluice.server.proxy;

import dev.sluice.engine.model.CompiledBackend;
import dev.sluice.engine.routing.Decision;
import dev.sluice.engine.routing.Exchange;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;

/**
 * Header {@code Sluice-Decision}: a client that sends it, and may, is told how its request was decided. Names of providers are
 * the gateway's owner's business, so a policy has to allow it; and no provider is passed the header or can forge it.
 */
final class DecisionHeader {
    private static final String TEXT = "sluice-decision";
    private static final CharSequence NAME = HttpHeaders.createOptimized(TEXT);

    private DecisionHeader() {}

    static boolean is(String name) {
        return name.length() == TEXT.length() && name.equalsIgnoreCase(TEXT);
    }

    /** Whatever the answer, and whoever makes it: it is written when the head is. */
    static void answerIfAsked(HttpServerRequest request, Exchange exchange, CompiledBackend.Service service) {
        Boolean shown = service.policy().policy().clients().showsDecisions();
        if (shown != null && shown && request.headers().contains(NAME)) {
            HttpServerResponse response = request.response();
            response.headersEndHandler(v -> response.putHeader(NAME, Decision.of(exchange, System.nanoTime())));
        }
    }
}
