package dev.sluice.server.proxy;

import dev.sluice.engine.cache.CallKey;
import dev.sluice.engine.cache.KeptAnswer;
import dev.sluice.engine.jsonrpc.JsonRpcAnswer;
import dev.sluice.engine.routing.Exchange;
import io.vertx.core.http.HttpServerRequest;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One request's part in an answer that several may be given. The first of identical requests asks, the others wait for it;
 * when the first one's client goes away or its time is over, the next one asks. Made only where a policy keeps answers.
 *
 * <pre>
 *   begin ──┬──▶ kept: answered at once
 *           ├──▶ waits ──┬──▶ answered or refused with the one that asked
 *           │            └──▶ asks itself: that one left, or its answer cannot be shared
 *           └──▶ asks
 * </pre>
 */
final class Sharing {
    /** For one call under way: each holds a client's connection, and all are answered in one turn of the loop. */
    static final int MOST_WAITING = 1_000;

    /** The request. */
    interface Member {
        /** Nobody else will: the request goes to a provider. */
        void ask();

        void take(int status, KeptAnswer answer);

        void refuse(AnswerStatus why);
    }

    private final SharedCalls calls;
    private final Exchange exchange;
    private final Chunks body;
    private final Member member;
    private final @Nullable CallKey key;
    private List<Sharing> waiting = new ArrayList<>();
    private @Nullable Sharing first;

    /** @param exchange classified, of one call; @param body sealed */
    Sharing(
            SharedCalls calls,
            HttpServerRequest request,
            Exchange exchange,
            Target target,
            Chunks body,
            Member member) {
        this.calls = calls;
        this.exchange = exchange;
        this.body = body;
        this.member = member;
        this.key = calls.key(
                request, exchange, exchange.candidates().key().requestClass(), target, body.array(), exchange.call());
    }

    /** Whether the request has nothing more to do: it has its answer, or waits for one. */
    boolean begin() {
        if (key == null) {
            return false;
        }
        KeptAnswer kept = calls.kept().find(key);
        if (kept != null) {
            exchange.answeredFrom(Exchange.Source.CACHE);
            member.take(200, kept);
            return true;
        }
        Sharing other = calls.underWay().putIfAbsent(key, this);
        if (other == null) {
            return false;
        }
        if (other.waiting.size() >= MOST_WAITING) {
            calls.kept().countCrowded();
            return false;
        }
        first = other;
        other.waiting.add(this);
        calls.kept().countCoalesced();
        return true;
    }

    /** The request's own answer is here, as a whole. @param bytes sealed */
    void answered(int status, Chunks bytes) {
        JsonRpcAnswer answer = new JsonRpcAnswer();
        boolean one = calls.scanner().first(bytes.array(), bytes.from(), bytes.to(), answer) && !answer.isInArray();
        if (!one || !answer.isAnswer() || answer.idFrom() < 0) {
            notShared();
            return;
        }
        if (status == 200) {
            calls.keep(exchange, key, body.array(), exchange.call(), bytes.array(), answer);
        }
        List<Sharing> others = leave();
        if (!others.isEmpty()) {
            KeptAnswer shared = KeptAnswer.of(bytes.array(), answer, 0);
            for (Sharing other : others) {
                other.exchange.answeredFrom(Exchange.Source.SHARED);
                other.member.take(status, shared);
            }
        }
    }

    /** The answer is there, but not as a whole or not as one: everybody asks for their own. */
    void notShared() {
        leave().forEach(other -> other.member.ask());
    }

    /** The gateway had to refuse the request; what befell it would befall the others, unless they have more time. */
    void refused(AnswerStatus why) {
        if (why.status() == 504) {
            over();
        } else {
            leave().forEach(other -> other.member.refuse(why));
        }
    }

    /** The request has ended. The first of those that wait for it takes its place. */
    void over() {
        Sharing asking = first;
        if (asking != null) {
            first = null;
            asking.waiting.remove(this);
            return;
        }
        List<Sharing> others = leave();
        if (key == null || others.isEmpty()) {
            return;
        }
        Sharing next = others.getFirst();
        next.waiting = new ArrayList<>(others.subList(1, others.size()));
        next.waiting.forEach(other -> other.first = next);
        calls.underWay().put(key, next);
        next.member.ask();
    }

    /** Nobody waits for it any more. @return who did */
    private List<Sharing> leave() {
        if (key != null) {
            calls.underWay().remove(key, this);
        }
        List<Sharing> others = waiting;
        waiting = new ArrayList<>();
        others.forEach(other -> other.first = null);
        return others;
    }
}
