package dev.sluice.engine.routing;

import dev.sluice.contract.observation.Failure;
import dev.sluice.contract.snapshot.RequestClass;
import dev.sluice.engine.health.ProviderHealth;
import dev.sluice.engine.jsonrpc.JsonRpcCall;
import dev.sluice.engine.jsonrpc.JsonRpcKind;
import dev.sluice.engine.limits.RateGate;
import dev.sluice.engine.match.RouteEntry;
import dev.sluice.engine.model.CandidateSet;
import dev.sluice.engine.model.CompiledBackend;
import dev.sluice.engine.model.CompiledEndpoint;
import dev.sluice.engine.model.CompiledProvider;
import dev.sluice.engine.model.CompiledRule;
import dev.sluice.engine.telemetry.RuleCell;
import dev.sluice.engine.writes.RawTransaction;
import org.jspecify.annotations.Nullable;

/**
 * One client request on its way through the engine: what {@link LoopRouter} has found out so far. The server makes one per
 * request, hands it to each step in turn, and reads the results here. It keeps the model it was matched with, whatever is
 * served by the time of a retry. One attempt is under way at a time, or two where a slow one was hedged; then each outcome is
 * preceded by {@link #turnTo}. Belongs to one event loop. Long, since it is all that the steps have to say to each other.
 */
public final class Exchange {
    /** Of one request, the first included; policies that ask for more get this. */
    public static final int MAX_ATTEMPTS = 8;

    final JsonRpcCall call = new JsonRpcCall();
    final CompiledProvider[] triedProviders = new CompiledProvider[MAX_ATTEMPTS];
    final CompiledEndpoint[] triedEndpoints = new CompiledEndpoint[MAX_ATTEMPTS];

    @Nullable
    LoopView view;

    @Nullable
    RouteEntry<CompiledRule> entry;

    @Nullable
    RuleCell ruleCell;

    long startNanos;

    CompiledBackend.@Nullable Service service;

    String client = "";
    String address = "";
    int calls = 1;

    RateGate.@Nullable Excess excess;

    @Nullable
    JsonRpcKind kind;

    String forbidden = "";

    byte @Nullable [] body;
    int bodyFrom;
    int bodyTo;
    long mirrors;
    int requestClass;
    boolean repeatable;
    boolean readOnly;
    boolean split;
    boolean tooWide;

    Source source = Source.PROVIDER;

    /** Calls that expect an answer. */
    int answers = 1;

    @Nullable
    CandidateSet candidates;

    boolean refused;

    /** For want of room. */
    boolean shed;

    /** Of a pool that hashes. */
    long hashKey = HashKey.NONE;

    /** From the request's beginning to its answer; negative without one. */
    long answerNanos = -1;

    long spentPicos;
    int attempts;
    /** The attempt that is spoken of. */
    Try current = new Try();

    /** The other one of a hedged request. */
    @Nullable
    Try rival;

    boolean hedged;

    /** What came of each attempt, a byte each, see {@link Decision}. */
    long outcomes;

    /** What the first pick came to; null before it. */
    @Nullable
    Pick firstPick;

    @Nullable
    Failure lastFailure;

    int lastStatus;
    boolean mayHaveLanded;

    @Nullable
    ProviderHealth suspect;

    @Nullable
    ProviderHealth suspectOfClass;
    /** Of a copy of a broadcast write. */
    @Nullable
    Copies copies;

    @Nullable
    ExchangeListener listener;

    /** Sets its class and so its candidates; a private one has no mirrors. */
    void setClass(int number) {
        requestClass = number;
        candidates = service().candidates().get(number);
        if (mirrors != 0 && isPrivate()) {
            mirrors = 0;
        }
    }

    /** Where the answer comes from. */
    public enum Source {
        /** From one that was asked for it, or nowhere. */
        PROVIDER,
        /** It was kept. */
        CACHE,
        /** From a provider that was asked for another client at the same time. */
        SHARED
    }

    public Source source() {
        return source;
    }

    /** The request is answered without an attempt of its own. */
    public void answeredFrom(Source other) {
        source = other;
    }

    /** Says who is told what becomes of it. */
    public void tell(ExchangeListener other) {
        listener = other;
    }

    /** Who is told what becomes of it; null where nobody is. */
    public @Nullable ExchangeListener listener() {
        return listener;
    }

    /** Whether there is a rule for it. */
    public boolean isMatched() {
        return entry != null;
    }

    /** Name of its class; {@code ""} before it is known. */
    public String requestClass() {
        return candidates == null ? "" : candidates.key().requestClass();
    }

    /** The rule that was matched, with the match that held. */
    public RouteEntry<CompiledRule> entry() {
        return set(entry, "match");
    }

    public CompiledRule rule() {
        return entry().target();
    }

    /** What the server prepared together with the model this was matched with; null where it gave nothing. */
    public @Nullable Object attachment() {
        return set(view, "match").serving.attachment();
    }

    /** Pool, policy, timeouts and retries of the backend drawn. */
    public CompiledBackend.Service service() {
        return set(service, "drawBackend");
    }

    /** Says who sent it. @param name as keys or tokens call the client */
    public void identify(String name) {
        client = name;
    }

    /** Who sent it; empty where nobody asked. */
    public String client() {
        return client;
    }

    /** Says where it comes from, for limits that count by address who has no name. */
    public void comesFrom(String text) {
        address = text;
    }

    /** The rate limit it exceeds; null where it exceeds none. */
    public RateGate.@Nullable Excess excess() {
        return excess;
    }

    /** What the body is; null for a request that is not JSON-RPC. */
    public @Nullable JsonRpcKind kind() {
        return kind;
    }

    /** A JSON-RPC method in it that the policy does not let clients call; empty where they may call all of it. */
    public String forbidden() {
        return forbidden;
    }

    /** Whether a call of it asks logs of more blocks than the policy lets it. */
    public boolean isTooWide() {
        return tooWide;
    }

    /** The call, or the first of a batch. */
    public JsonRpcCall call() {
        return call;
    }

    /** How many of its calls expect an answer; 0 where all are notifications, and an empty answer is right. */
    public int answers() {
        return answers;
    }

    /**
     * Whether the calls of a batch go different ways, so that it is sent in parts: they are of several classes, some are
     * forbidden, ask for too much or are no calls at all, some may be repeated and others not, or some may have answers that are kept. A batch of notifications alone is one, since
     * nothing may be answered to it.
     */
    public boolean isSplit() {
        return split;
    }

    /** Whether several providers are to get it at once, see {@link LoopRouter#copies}. */
    public boolean isBroadcast() {
        byte[] bytes = body;
        return kind == JsonRpcKind.SINGLE
                && bytes != null
                && !call.isNotification()
                && declaredClass().writeMode() == RequestClass.WriteMode.BROADCAST
                && RawTransaction.isSentBy(bytes, call);
    }

    /** Whether nobody may see it but providers that keep it to themselves. */
    public boolean isPrivate() {
        return candidates != null && declaredClass().writeMode() == RequestClass.WriteMode.PRIVATE;
    }

    /** Whether it is a copy of a broadcast write: it is paid like any request, and counts as none. */
    public boolean isCopy() {
        return copies != null;
    }

    /** The answer came to this copy of it. */
    public void answeredBy(Exchange copy) {
        current = copy.current;
        attempts = copy.attempts;
        answerNanos = copy.answerNanos;
    }

    RequestClass declaredClass() {
        return service().policy().classifier().classes().get(requestClass);
    }

    /** Who may serve it; its key names policy, pool and class. */
    public CandidateSet candidates() {
        return set(candidates, "classify");
    }

    /** Provider of the attempt under way, or of the last one. */
    public CompiledProvider provider() {
        return set(current.provider, "pick");
    }

    public CompiledEndpoint endpoint() {
        return set(current.endpoint, "pick");
    }

    /** Attempts begun so far. */
    public int attempts() {
        return attempts;
    }

    /** What its attempts that have ended cost, retries and hedges included, in 10^-12 of {@link #currency}. */
    public long spentPicos() {
        return spentPicos;
    }

    /** Of its provider, and so of all in the pool; {@code ""} before the first attempt. */
    public String currency() {
        CompiledProvider last = current.provider;
        return last == null ? "" : last.provider().price().currency();
    }

    public boolean isAttemptUnderWay() {
        return current.underWay;
    }

    /** Why the last attempt failed; null before the first failure. */
    public @Nullable Failure lastFailure() {
        return lastFailure;
    }

    /** Whether sending it again does no harm, even where an attempt may have taken effect. */
    public boolean isRepeatable() {
        return repeatable;
    }

    /** When the attempt under way, or the last one, began. */
    public long attemptNanos() {
        return current.startNanos;
    }

    /** When {@link LoopRouter#match} saw it. */
    public long startNanos() {
        return startNanos;
    }

    /** From now on the attempt that was begun as this number is spoken of, if it is one of the last two. */
    public void turnTo(int attempt) {
        Try other = rival;
        if (other != null && other.number == attempt) {
            rival = current;
            current = other;
        }
    }

    /** Turns to the other attempt if it is under way. */
    public boolean turnToRival() {
        boolean hasRival = hasRival();
        if (hasRival && rival != null) {
            turnTo(rival.number);
        }
        return hasRival;
    }

    /** Whether there is another attempt under way than the one spoken of. */
    public boolean hasRival() {
        return rival != null && rival.underWay;
    }

    /** Another copy than the first: no part of what a plan shares out. */
    boolean isFurtherCopy() {
        return copies != null && copies.size() > 0;
    }

    boolean hasTried(CompiledProvider other) {
        if (copies != null && copies.has(other)) {
            return true;
        }
        for (int i = 0; i < attempts; i++) {
            if (triedProviders[i] == other) {
                return true;
            }
        }
        return false;
    }

    boolean hasTriedDomain(int failureDomain) {
        if (copies != null && copies.hasDomain(failureDomain)) {
            return true;
        }
        for (int i = 0; i < attempts; i++) {
            if (triedProviders[i].failureDomain() == failureDomain) {
                return true;
            }
        }
        return false;
    }

    boolean hasTried(CompiledEndpoint other) {
        for (int i = 0; i < attempts; i++) {
            if (triedEndpoints[i] == other) {
                return true;
            }
        }
        return false;
    }

    boolean hasUntriedEndpoint(CompiledProvider other) {
        for (int i = 0; i < other.endpoints().size(); i++) {
            if (!hasTried(other.endpoints().get(i))) {
                return true;
            }
        }
        return false;
    }

    private static <T> T set(@Nullable T value, String step) {
        if (value == null) {
            throw new IllegalStateException("asked before " + step + " succeeded");
        }
        return value;
    }
}
