package dev.sluice.server.proxy;

import dev.sluice.contract.observation.Failure;
import dev.sluice.engine.jsonrpc.JsonRpcCall;
import dev.sluice.engine.jsonrpc.JsonRpcErrors;
import dev.sluice.engine.jsonrpc.JsonRpcKind;
import dev.sluice.engine.match.RequestView;
import dev.sluice.engine.routing.Exchange;
import dev.sluice.engine.writes.RawTransaction;
import dev.sluice.engine.writes.WriteVerdict;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A raw transaction that goes to several providers at once. The first that has taken it answers for all; the other copies go on,
 * since each is to land. Nobody is believed a hash that the transaction does not have. While a copy is under way a refusal is no
 * answer: a client that is told so must not find its transaction in a block.
 *
 * <pre>
 *   copies ──┬──▶ accepted, or known already ──▶ answered; the rest goes on
 *            └──▶ refused, or unanswered ──▶ the last one: the first refusal, or why nobody answered
 * </pre>
 */
final class BroadcastWrite implements HeldCall.Owner {
    private final Forwarding way;
    private final EventLoop loop;
    private final Exchange exchange;
    private final byte[] body;
    private final long dueNanos;
    private final Reply reply;
    private final JsonRpcCall call = new JsonRpcCall();
    private final @Nullable String hash;
    private int open;
    private boolean over;
    private @Nullable Buffer refusal;
    private @Nullable Exchange refusedBy;
    private @Nullable AnswerStatus problem;

    /** @param exchange of the client's request; @param body its bytes */
    BroadcastWrite(Forwarding way, Exchange exchange, byte[] body, long dueNanos, Reply reply) {
        this.way = way;
        this.loop = way.loop();
        this.exchange = exchange;
        this.body = body;
        this.dueNanos = dueNanos;
        this.reply = reply;
        loop.router().scanner().first(body, 0, body.length, call);
        this.hash = RawTransaction.hash(body, call);
    }

    /** @param head of the request, for the time of this call */
    void begin(RequestView head) {
        reply.whenGone(this::clientGone);
        int holdBytes = loop.options().limits().bufferBytes();
        List<HeldCall> copies = loop.router().copies(exchange, head, body).stream()
                .map(copy -> new HeldCall(way, copy, body, holdBytes, dueNanos, this))
                .toList();
        open = copies.size();
        copies.forEach(HeldCall::start);
    }

    @Override
    public boolean isForged(Chunks bytes) {
        return verdict(bytes) == WriteVerdict.FORGED;
    }

    @Override
    public void answered(HeldCall copy, Chunks bytes) {
        open--;
        if (over) {
            return;
        }
        switch (verdict(bytes)) {
            case ACCEPTED -> answer(copy.exchange(), bytes.buffer());
            case KNOWN -> answer(copy.exchange(), known());
            case REFUSED -> {
                refusal = refusal == null ? bytes.buffer() : refusal;
                refusedBy = refusedBy == null ? copy.exchange() : refusedBy;
                endIfLast();
            }
            case FORGED -> {
                problem = problem == null ? AnswerStatus.of(Failure.GARBAGE) : problem;
                endIfLast();
            }
        }
    }

    @Override
    public void unanswered(HeldCall copy, AnswerStatus why) {
        open--;
        // One that found nobody left to go to was never sent.
        problem = problem == null || copy.exchange().attempts() > 0 ? why : problem;
        endIfLast();
    }

    private void endIfLast() {
        if (over || open > 0) {
            return;
        }
        if (refusedBy != null) {
            answer(refusedBy, refusal);
            return;
        }
        over = true;
        AnswerStatus why = problem == null ? AnswerStatus.of(Failure.GARBAGE) : problem;
        Ending.of(loop, way.request(), exchange, why.status(), true);
        reply.send(
                why,
                JsonRpcErrors.body(
                        loop.router().scanner(),
                        JsonRpcKind.SINGLE,
                        body,
                        0,
                        body.length,
                        why.status(),
                        why.sentence()));
    }

    private void answer(Exchange copy, @Nullable Buffer bytes) {
        over = true;
        exchange.answeredBy(copy);
        Ending.of(loop, way.request(), exchange, 200, false);
        reply.send(null, bytes == null ? new byte[0] : bytes.getBytes());
    }

    /** What a provider says that takes it for the first time. */
    private Buffer known() {
        return Buffer.buffer("{\"jsonrpc\":\"2.0\",\"id\":")
                .appendBytes(body, call.idFrom(), call.idTo() - call.idFrom())
                .appendString(",\"result\":\"" + hash + "\"}");
    }

    private WriteVerdict verdict(Chunks bytes) {
        return WriteVerdict.of(loop.shared().scanner(), hash, bytes.array(), bytes.from(), bytes.to());
    }

    /** The copies go on: what has been sent somewhere is to land everywhere. */
    private void clientGone() {
        if (!over) {
            over = true;
            Ending.of(loop, way.request(), exchange, 0, false);
        }
    }
}
