package dev.sluice.server.proxy;

import dev.sluice.engine.cache.CallKey;
import dev.sluice.engine.cache.KeptAnswer;
import dev.sluice.engine.jsonrpc.JsonRpcCall;
import dev.sluice.engine.jsonrpc.JsonRpcErrors;
import dev.sluice.engine.jsonrpc.batch.Batch;
import dev.sluice.engine.jsonrpc.batch.BatchAnswer;
import dev.sluice.engine.match.RequestView;
import dev.sluice.engine.routing.Exchange;
import dev.sluice.server.trace.RequestTrace;
import java.util.BitSet;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A batch whose calls go different ways: one {@link HeldCall} for each part, all at once, and one answer when the last of
 * them has ended. A part that fails costs its own calls their answers, nobody else's.
 */
final class BatchRequest implements HeldCall.Owner {
    private final Forwarding way;
    private final EventLoop loop;
    private final Exchange exchange;
    private final Chunks body;
    private final long dueNanos;
    private final Batch batch;
    private final BatchAnswer answer;
    private final @Nullable CallKey[] keys;
    private final Reply reply;
    private final Map<HeldCall, BitSet> parts = new IdentityHashMap<>();
    private int open;
    private boolean over;
    private boolean answered;
    private @Nullable AnswerStatus problem;

    /** @param exchange of the whole batch; @param body sealed */
    BatchRequest(Forwarding way, Exchange exchange, Chunks body, long dueNanos, Reply reply) {
        this.reply = reply;
        this.way = way;
        this.loop = way.loop();
        this.exchange = exchange;
        this.body = body;
        this.dueNanos = dueNanos;
        this.batch = new Batch(loop.router().scanner(), body.array(), body.from(), body.to());
        this.answer = new BatchAnswer(batch);
        this.keys = new CallKey[batch.size()];
    }

    /** @param head of the request, for the time of this call */
    void begin(RequestView head) {
        reply.whenGone(this::clientGone);
        Map<Integer, BitSet> keptByClass = new TreeMap<>();
        Map<Integer, BitSet> byClass = divide(head, keptByClass);
        keptByClass.values().forEach(part -> count(head, part));
        if (byClass.isEmpty()) {
            endWithoutParts();
            return;
        }
        for (BitSet part : byClass.values()) {
            byte[] bytes = batch.part(part);
            Exchange own = loop.router().part(exchange, head, bytes);
            int holdBytes = loop.options().limits().batchAnswerBytes() / byClass.size();
            parts.put(new HeldCall(way, own, bytes, holdBytes, dueNanos, this), part);
        }
        open = parts.size();
        parts.keySet().forEach(HeldCall::start);
        mirror();
    }

    /** Places of the calls that go together. @param keptByClass gets those that have their answers already */
    private Map<Integer, BitSet> divide(RequestView head, Map<Integer, BitSet> keptByClass) {
        Map<Integer, BitSet> byClass = new TreeMap<>();
        for (int i = 0; i < batch.size(); i++) {
            JsonRpcCall call = batch.entry(i);
            int part = call.isCall() ? loop.router().partOf(exchange, head, call) : -1;
            if (part >= 0 && loop.router().isTooWide(exchange, call)) {
                refuse(i, AnswerStatus.tooWide(way.service().policy().policy().clients()));
            } else if (part >= 0) {
                boolean kept = way.service().cache() != null && isKept(head, i, call);
                (kept ? keptByClass : byClass)
                        .computeIfAbsent(part, p -> new BitSet())
                        .set(i);
            } else if (call.isCall()) {
                refuse(i, AnswerStatus.forbidden(call.method(body.array())));
            } else {
                refuse(i, new AnswerStatus(400, "this entry of the batch is not a JSON-RPC call"));
            }
        }
        return byClass;
    }

    private boolean isKept(RequestView head, int entry, JsonRpcCall call) {
        String requestClass = loop.router().classOf(exchange, head, call);
        CallKey key = loop.shared().key(way.request(), exchange, requestClass, way.target(), body.array(), call);
        KeptAnswer kept = key == null ? null : loop.shared().kept().find(key);
        keys[entry] = key;
        if (kept != null) {
            answer.give(entry, kept.bytes(), kept.idFrom(), kept.idTo());
        }
        return kept != null;
    }

    /** Calls whose answers were kept are a part that nobody had to be asked for. */
    private void count(RequestView head, BitSet part) {
        Exchange own = loop.router().part(exchange, head, batch.part(part));
        own.answeredFrom(Exchange.Source.CACHE);
        answered = true;
        Ending.of(loop, way.request(), own, 200, false);
    }

    /** A copy holds the whole batch, so there is none where some of it may not be sent, or not there. */
    private void mirror() {
        if (!loop.router().isMirrored(exchange)) {
            return;
        }
        boolean isPrivate =
                parts.keySet().stream().anyMatch(part -> part.exchange().isPrivate());
        if (problem == null && !isPrivate) {
            MirrorCall.startAll(loop, way.request(), way.live(), exchange, way.backend(), way.target(), body, dueNanos);
        } else {
            loop.mirrors().drop();
        }
    }

    @Override
    public void answered(HeldCall call, Chunks bytes) {
        BitSet part = partOf(call);
        // Notifications are not answered, so whatever came is right.
        answered |= answer.answer(part, bytes.array(), bytes.from(), bytes.to(), (entry, said, one) -> loop.shared()
                        .keep(call.exchange(), keys[entry], body.array(), batch.entry(entry), said, one))
                || part.stream().allMatch(i -> batch.entry(i).isNotification());
        ended();
    }

    @Override
    public void unanswered(HeldCall call, AnswerStatus why) {
        partOf(call).stream().forEach(entry -> refuse(entry, why));
        ended();
    }

    private BitSet partOf(HeldCall call) {
        BitSet part = parts.get(call);
        if (part == null) {
            throw new IllegalStateException("no part of this batch");
        }
        return part;
    }

    private void refuse(int entry, AnswerStatus why) {
        problem = problem == null ? why : problem;
        answer.refuse(entry, JsonRpcErrors.code(why.status()), why.sentence());
    }

    private void ended() {
        open--;
        if (open == 0 && !over) {
            end();
        }
    }

    /** Nothing of it is sent; where it has no part at all, the batch is counted itself. */
    private void endWithoutParts() {
        if (!answered) {
            Ending.of(loop, way.request(), exchange, problem == null ? 400 : problem.status(), true);
        }
        end();
    }

    private void end() {
        over = true;
        AnswerStatus none = new AnswerStatus(502, "no call of the batch was answered");
        AnswerStatus failed = answered ? null : problem == null ? none : problem;
        RequestTrace.end(exchange, failed == null ? 200 : failed.status());
        reply.send(failed, answer.join());
    }

    private void clientGone() {
        if (!over) {
            over = true;
            parts.keySet().forEach(HeldCall::abandon);
            RequestTrace.end(exchange, 0);
        }
    }
}
