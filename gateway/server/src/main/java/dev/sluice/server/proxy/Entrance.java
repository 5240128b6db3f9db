package dev.sluice.server.proxy;

import dev.sluice.contract.snapshot.Api;
import dev.sluice.engine.clients.Admission;
import dev.sluice.engine.clients.ClientGate;
import dev.sluice.engine.model.CompiledBackend;
import dev.sluice.engine.routing.Exchange;
import dev.sluice.server.admin.RefusedClients;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import org.jspecify.annotations.Nullable;

/**
 * Lets a client in or answers it, by the head alone: of one that may not call, no body is held. JSON-RPC is answered in its own
 * words, without the id, which is in the body.
 */
final class Entrance {
    private static final CharSequence WWW_AUTHENTICATE = HttpHeaders.createOptimized("www-authenticate");

    private static final byte[] UNASKED = {};

    private final EventLoop loop;

    Entrance(EventLoop loop) {
        this.loop = loop;
    }

    /** Whether the request goes on; if not, it is answered. */
    boolean admits(
            HttpServerRequest request,
            RequestHead head,
            Exchange exchange,
            Live live,
            CompiledBackend.Service service) {
        Admission.Refused refused = refusal(request, head, exchange, live, service);
        if (refused == null) {
            return true;
        }
        AnswerStatus answer = of(refused);
        if (answer.status() == 401) {
            request.response()
                    .putHeader(WWW_AUTHENTICATE, live.gate(service.policy()).challenge());
        }
        answer(request, exchange, service, answer);
        return false;
    }

    /** Why its client is not let in, which is counted; null where it is, and the exchange knows its name. */
    Admission.@Nullable Refused refusal(
            HttpServerRequest request,
            RequestHead head,
            Exchange exchange,
            Live live,
            CompiledBackend.Service service) {
        ClientGate gate = live.gate(service.policy());
        boolean counts = service.policy().countsAddresses();
        if (gate == ClientGate.OPEN && !counts) {
            return null;
        }
        byte[] address = counts || gate.asksAddress() ? ClientAddress.bytes(request) : UNASKED;
        if (counts) {
            exchange.comesFrom(ClientAddress.block(address));
        }
        switch (gate.check(head, address, System.currentTimeMillis())) {
            case Admission.Admitted admitted -> {
                exchange.identify(admitted.client());
                return null;
            }
            case Admission.Refused refused -> {
                loop.refused().add(service.policy().policy().id(), reason(refused));
                return refused;
            }
        }
    }

    private static AnswerStatus of(Admission.Refused refused) {
        return switch (refused) {
            case ADDRESS -> new AnswerStatus(403, "clients may not call from this address");
            case UNPROVEN -> new AnswerStatus(401, "a key or token is expected that says who calls");
            case UNKNOWN -> new AnswerStatus(401, "the key or token is not known here");
            case UNDECIDABLE -> new AnswerStatus(503, "what clients prove who they are with cannot be judged here");
        };
    }

    private static RefusedClients.Reason reason(Admission.Refused refused) {
        return switch (refused) {
            case ADDRESS -> RefusedClients.Reason.ADDRESS;
            case UNPROVEN -> RefusedClients.Reason.UNPROVEN;
            case UNKNOWN -> RefusedClients.Reason.UNKNOWN;
            case UNDECIDABLE -> RefusedClients.Reason.UNDECIDABLE;
        };
    }

    private void answer(
            HttpServerRequest request, Exchange exchange, CompiledBackend.Service service, AnswerStatus answer) {
        loop.router().finished(exchange, answer.status(), true, System.nanoTime());
        if (service.pool().pool().api() == Api.JSONRPC && request.method() == HttpMethod.POST) {
            ErrorAnswers.jsonRpcUnread(request, answer, loop.router().scanner());
        } else {
            ErrorAnswers.text(request, answer);
        }
    }
}
