package dev.sluice.server.proxy;

import dev.sluice.engine.routing.Exchange;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import org.jspecify.annotations.Nullable;

/** To the HTTP request that asked: 200 as soon as one call is answered, since the others' errors stand beside it. */
record HttpReply(Forwarding way, Exchange exchange) implements Reply {

    @Override
    public void whenGone(Runnable gone) {
        HttpServerResponse response = way.request().response();
        response.exceptionHandler(e -> gone.run());
        response.closeHandler(v -> gone.run());
    }

    @Override
    public void send(@Nullable AnswerStatus problem, byte[] body) {
        HttpServerResponse response = way.request().response();
        Heads.ofOwnAnswer(way.loop(), way.request(), exchange, way.backend());
        if (problem != null) {
            ErrorAnswers.json(way.request(), problem, body);
        } else if (body.length == 0) {
            response.setStatusCode(204).headers().remove(HttpHeaders.CONTENT_TYPE);
            response.end();
        } else {
            response.end(Buffer.buffer(body));
        }
    }
}
