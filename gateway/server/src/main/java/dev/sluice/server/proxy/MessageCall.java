package dev.sluice.server.proxy;

import dev.sluice.contract.observation.Failure;
import dev.sluice.contract.snapshot.Clients;
import dev.sluice.engine.cache.KeptAnswer;
import dev.sluice.engine.jsonrpc.JsonRpcAnswer;
import dev.sluice.engine.jsonrpc.JsonRpcCall;
import dev.sluice.engine.jsonrpc.JsonRpcErrors;
import dev.sluice.engine.jsonrpc.JsonRpcKind;
import dev.sluice.engine.match.RequestView;
import dev.sluice.engine.routing.Exchange;
import dev.sluice.server.admin.RefusedClients;
import io.vertx.core.buffer.Buffer;
import org.jspecify.annotations.Nullable;

/**
 * One message of a client's socket: a request like one that came by HTTP, with the same limits, methods, kept answers, parts of
 * batches, retries and records; but its answer is held as a whole, and carries the id of the call whatever the provider
 * wrote, since an id is all that tells answers on a socket apart.
 */
public final class MessageCall extends Deadlines.Entry implements HeldCall.Owner, Sharing.Member, Reply {
    private static final byte[] NOTHING = {};

    /** The socket. */
    public interface Owner {
        /** Whether the socket answers this call itself, by {@link #refuse}. */
        boolean takes(MessageCall call);

        /** @param answer empty where none is expected */
        void ended(MessageCall call, byte[] answer);
    }

    private final Forwarding way;
    private final EventLoop loop;
    private final Exchange exchange;
    private final RequestView head;
    private final byte[] body;
    private final Chunks bytes = new Chunks();
    private final int holdBytes;
    private final long dueNanos;
    private final Owner owner;
    private @Nullable HeldCall held;
    private @Nullable Sharing sharing;
    private Runnable gone = () -> {};
    private boolean over;

    /** @param holdBytes most of an answer; @param body of the message, not to be changed */
    public MessageCall(SocketRoute.Routed routed, RequestView head, byte[] body, int holdBytes, Owner owner) {
        this.way = routed.way();
        this.loop = way.loop();
        this.exchange = routed.exchange();
        this.head = head;
        this.body = body;
        this.holdBytes = holdBytes;
        this.owner = owner;
        long nanos = way.service().requestNanos();
        this.dueNanos = exchange.startNanos()
                + (nanos > 0 ? nanos : loop.options().limits().requestNanos());
        bytes.add(Buffer.buffer(body));
        bytes.seal();
    }

    /** How large a message may be under the policy it would be served by now. */
    public static int mostBytes(Forwarding way) {
        return BodyBounds.of(
                        way.service().policy().policy().clients(),
                        way.loop().options().limits(),
                        true)
                .holdBytes();
    }

    public boolean isMethod(String name) {
        return exchange.call().isMethod(bytes.array(), name);
    }

    public void start() {
        JsonRpcKind kind = loop.router().classify(exchange, head, bytes.array(), bytes.from(), bytes.to());
        Clients clients = way.service().policy().policy().clients();
        boolean admitted = clients.rateLimits().isEmpty() || loop.router().admit(exchange, System.nanoTime());
        if (!exchange.client().isEmpty()) {
            loop.tenants().add(exchange.client(), !admitted);
        }
        if (!admitted) {
            loop.refused().add(way.service().policy().policy().id(), RefusedClients.Reason.RATE);
            refuse(new AnswerStatus(429, "more requests than this client may send"));
        } else if (kind == JsonRpcKind.BATCH || kind == JsonRpcKind.MIXED) {
            batch();
        } else if (!kind.isCall()) {
            refuse(
                    kind == JsonRpcKind.TOO_MANY
                            ? AnswerStatus.tooManyCalls(clients)
                            : new AnswerStatus(400, "the message is not a JSON-RPC call"));
        } else if (!exchange.forbidden().isEmpty()) {
            refuse(AnswerStatus.forbidden(exchange.forbidden()));
        } else if (exchange.isTooWide()) {
            refuse(AnswerStatus.tooWide(clients));
        } else if (exchange.isBroadcast()) {
            broadcast();
        } else if (!owner.takes(this)) {
            single();
        }
    }

    /** The client is gone. */
    public void abandon() {
        if (over) {
            return;
        }
        over = true;
        loop.deadlines().clear(this);
        if (sharing != null) {
            sharing.over();
        }
        gone.run();
        if (held != null) {
            held.abandon();
        }
    }

    /** @param status as HTTP would have it; it decides the code of the error */
    public void refuse(int status, String sentence) {
        refuse(new AnswerStatus(status, sentence));
    }

    @Override
    public void refuse(AnswerStatus why) {
        if (!over) {
            Ending.of(loop, way.request(), exchange, why.status(), true);
            end(error(why));
        }
    }

    // One call

    private void single() {
        if (way.service().cache() != null) {
            Sharing own = new Sharing(loop.shared(), way.request(), exchange, way.target(), bytes, this);
            sharing = own;
            if (own.begin()) {
                if (!over && held == null) {
                    loop.deadlines().set(this, dueNanos);
                }
                return;
            }
        }
        ask();
    }

    @Override
    public void ask() {
        if (over) {
            return;
        }
        loop.deadlines().clear(this);
        HeldCall call = new HeldCall(way, exchange, body, holdBytes, dueNanos, this);
        held = call;
        call.start();
        if (!over && loop.router().isMirrored(exchange) && exchange.attempts() > 0) {
            MirrorCall.startAll(
                    loop, way.request(), way.live(), exchange, way.backend(), way.target(), bytes, dueNanos);
        }
    }

    @Override
    public void take(int status, KeptAnswer answer) {
        if (!over) {
            Ending.of(loop, way.request(), exchange, status, false);
            end(withId(answer));
        }
    }

    @Override
    public void answered(HeldCall call, Chunks said) {
        if (sharing != null) {
            sharing.answered(200, said);
        }
        end(withOwnId(said.array(), said.from(), said.to()));
    }

    @Override
    public void unanswered(HeldCall call, AnswerStatus why) {
        if (sharing != null) {
            sharing.refused(why);
        }
        end(error(why));
    }

    /** It waited for the answer to another one for as long as it has time. */
    @Override
    protected void expired() {
        if (!over) {
            if (sharing != null) {
                sharing.over();
            }
            refuse(AnswerStatus.of(Failure.TIMEOUT));
        }
    }

    // Several

    private void broadcast() {
        if (loop.router().isMirrored(exchange)) {
            MirrorCall.startAll(
                    loop, way.request(), way.live(), exchange, way.backend(), way.target(), bytes, dueNanos);
        }
        new BroadcastWrite(way, exchange, body, dueNanos, this).begin(head);
    }

    private void batch() {
        if (subscribes()) {
            refuse(new AnswerStatus(400, "eth_subscribe and eth_unsubscribe are to be sent by themselves"));
        } else {
            new BatchRequest(way, exchange, bytes, dueNanos, this).begin(head);
        }
    }

    private boolean subscribes() {
        JsonRpcCall entry = new JsonRpcCall();
        JsonRpcCall next = new JsonRpcCall();
        loop.router().scanner().firstEntry(bytes.array(), bytes.from(), bytes.to(), entry);
        while (true) {
            if (entry.isMethod(bytes.array(), "eth_subscribe") || entry.isMethod(bytes.array(), "eth_unsubscribe")) {
                return true;
            }
            if (!loop.router().scanner().nextEntry(bytes.array(), bytes.to(), entry, next)) {
                return false;
            }
            JsonRpcCall read = entry;
            entry = next;
            next = read;
        }
    }

    @Override
    public void whenGone(Runnable action) {
        gone = action;
    }

    @Override
    public void send(@Nullable AnswerStatus problem, byte[] joined) {
        // Of a broadcast write it is one provider's answer, with whatever id that wrote.
        end(problem == null && exchange.isBroadcast() ? withOwnId(joined, 0, joined.length) : joined);
    }

    // The end

    private void end(byte[] answer) {
        if (!over) {
            over = true;
            loop.deadlines().clear(this);
            owner.ended(this, answer);
        }
    }

    private byte[] withOwnId(byte[] said, int from, int to) {
        if (exchange.call().isNotification()) {
            return NOTHING;
        }
        JsonRpcAnswer answer = new JsonRpcAnswer();
        boolean one = loop.shared().scanner().first(said, from, to, answer) && !answer.isInArray();
        return one && answer.isAnswer() && answer.idFrom() >= 0
                ? withId(KeptAnswer.of(said, answer, 0))
                : error(AnswerStatus.of(Failure.GARBAGE));
    }

    private byte[] withId(KeptAnswer answer) {
        JsonRpcCall call = exchange.call();
        return call.isNotification() ? NOTHING : answer.withId(bytes.array(), call.idFrom(), call.idTo());
    }

    private byte[] error(AnswerStatus why) {
        JsonRpcKind kind = exchange.kind();
        return JsonRpcErrors.body(
                loop.router().scanner(),
                kind == null ? JsonRpcKind.NOT_JSONRPC : kind,
                bytes.array(),
                bytes.from(),
                bytes.to(),
                why.status(),
                why.sentence());
    }
}
