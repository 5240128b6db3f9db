package dev.sluice.engine.routing;

import dev.sluice.contract.explain.Explanation;
import dev.sluice.contract.observation.Failure;
import dev.sluice.contract.snapshot.Pool.HashOn;
import dev.sluice.engine.classify.Classifier;
import dev.sluice.engine.health.ClassHealth;
import dev.sluice.engine.health.ProviderHealth;
import dev.sluice.engine.jsonrpc.JsonRpcCall;
import dev.sluice.engine.jsonrpc.JsonRpcKind;
import dev.sluice.engine.jsonrpc.JsonRpcScanner;
import dev.sluice.engine.limits.RateGate;
import dev.sluice.engine.match.RequestView;
import dev.sluice.engine.match.RouteEntry;
import dev.sluice.engine.match.RouteTable;
import dev.sluice.engine.model.CompiledBackend;
import dev.sluice.engine.model.CompiledProvider;
import dev.sluice.engine.model.CompiledRule;
import dev.sluice.engine.model.RuntimeModel;
import dev.sluice.engine.score.Place;
import dev.sluice.engine.telemetry.LoopReport;
import dev.sluice.engine.telemetry.WindowClock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Step 6, route: match, classify, admit, filter, score, pick; and the record of what came of it. Each event loop owns one
 * and calls it from no other thread. The order of calls for one request:
 *
 * <pre>
 *   match ─▶ drawBackend ─▶ classify ─▶ admit ─▶ pick ─▶ answered ──────────────────▶ finished
 *                                                 ▲        │ failed ─▶ pickRetry ┐      ▲
 *                                                 └────────┴─────────────────────┘──────┘
 * </pre>
 *
 * A slow attempt may get a second one beside it by {@code pickHedge}; then {@link Exchange#turnTo} says which one the next
 * outcome is of. One that brings the answer leaves the other to {@code overtaken}; one that fails leaves it under way.
 *
 * The file is long because the order of all steps of a request is the behaviour, and stands here; each step is a class of
 * its own. From a model's second request on, nothing here allocates but a second attempt, save regular expressions and the end of a latency window.
 */
public final class LoopRouter {
    private final Supplier<@Nullable Serving> current;
    private final IntSupplier loops;
    private final WindowClock windows;
    private final LoopView.Store store;
    private final JsonRpcScanner scanner = new JsonRpcScanner();
    private final CallReader calls = new CallReader(scanner);
    private final AttemptCost cost = new AttemptCost(scanner);
    private final CandidateFilter filter = new CandidateFilter();
    private final Mirrors mirrors;
    private final Hedges hedges;
    private final Pickers pickers;
    private final PowerOfTwoChoices endpoints;
    private final Place here;
    private @Nullable LoopView view;

    /**
     * @param current reads what is served now; null before the first snapshot
     * @param loops how many event loops share a pool's retry floor
     * @param random of this loop alone
     * @param here where the process runs
     */
    public LoopRouter(
            Supplier<@Nullable Serving> current,
            IntSupplier loops,
            WindowClock windows,
            RandomGenerator random,
            Place here) {
        this.current = current;
        this.loops = loops;
        this.windows = windows;
        this.here = here;
        store = new LoopView.Store(random, loops);
        endpoints = new PowerOfTwoChoices(random);
        mirrors = new Mirrors(cost, windows);
        pickers = new Pickers(random, cost, here);
        hedges = new Hedges(filter, pickers);
    }

    /** One that decides by a copy of another's state. */
    private LoopRouter(LoopRouter other, Serving now, RandomGenerator random) {
        this(() -> now, other.loops, other.windows, random, other.here);
        LoopView known = other.view;
        view = known == null ? new LoopView(now, other.store.copy(random)) : known.copy(now, random);
    }

    /**
     * What would become of a request now. For people: it allocates, and changes nothing that a request is decided by.
     *
     * @param body as it came; null for none
     * @param random not this loop's own
     */
    public Explanation explain(
            int bindPort, RequestView request, byte @Nullable [] body, RandomGenerator random, long nowNanos) {
        Serving now = current.get();
        return now == null
                ? Explainer.withoutSnapshot(request)
                : new Explainer(new LoopRouter(this, now, random), now, random)
                        .explain(bindPort, request, body, nowNanos);
    }

    Pickers pickers() {
        return pickers;
    }

    /**
     * The rule for a request; null where there is none: answered 404. A rule with a refusal is answered 500, one with a
     * redirect by that; then no further step follows but {@link #finished}.
     *
     * @param bindPort of the listener it came in on
     */
    public @Nullable CompiledRule match(Exchange x, int bindPort, RequestView request, long nowNanos) {
        x.startNanos = nowNanos;
        LoopView now = view();
        RouteEntry<CompiledRule> entry =
                now == null ? null : now.serving.model.routes().match(bindPort, request);
        if (now == null || entry == null) {
            x.ruleCell = now == null ? store.recorder.rule("", "") : now.unmatched;
            return null;
        }
        x.view = now;
        x.entry = entry;
        x.ruleCell = now.rule(entry.target());
        return entry.target();
    }

    /** Whether a request came in on a connection that is another listener's, see {@link RouteTable#isMisdirected}. */
    public boolean isMisdirected(int bindPort, String serverName, String host) {
        LoopView now = view();
        return now != null && now.serving.model.routes().isMisdirected(bindPort, serverName, host);
    }

    /** One of the rule's backends by weight; null where none can be drawn, and without a service where it dangles: 500. */
    public @Nullable CompiledBackend drawBackend(Exchange x) {
        CompiledRule rule = x.rule();
        long[] credits = viewOf(x).backendCredits(rule);
        int drawn = -1;
        for (int i = 0; i < credits.length; i++) {
            int weight = rule.backends().get(i).weight();
            credits[i] += weight;
            drawn = weight > 0 && (drawn < 0 || credits[i] > credits[drawn]) ? i : drawn;
        }
        if (drawn < 0) {
            return null;
        }
        credits[drawn] -= rule.totalWeight();
        CompiledBackend backend = rule.backends().get(drawn);
        x.service = backend.service();
        x.mirrors = mirrors.draw(viewOf(x), backend);
        return backend;
    }

    /** A request whose body is not looked into. */
    public void classify(Exchange x, RequestView request) {
        Classifier classifier = x.service().policy().classifier();
        x.repeatable = RetryRule.isIdempotent(request.method());
        x.readOnly = RetryRule.isSafe(request.method());
        HashOn hashOn = x.service().pool().pool().hashOn();
        if (hashOn != null) {
            x.hashKey = HashKey.of(hashOn, request);
        }
        x.setClass(classifier.classify(request));
    }

    /**
     * A JSON-RPC body, which stays unchanged until the exchange is finished. A batch whose calls are alike is one request, of
     * their class; of any other {@link Exchange#isSplit} is true, and each {@link #part} is one.
     *
     * @return what it is; unless {@link JsonRpcKind#isCall}, or split, there is no class, and the client made a mistake: 400. See
     *     also {@link Exchange#forbidden}
     */
    public JsonRpcKind classify(Exchange x, RequestView request, byte[] body, int from, int to) {
        return calls.classify(x, request, body, from, to);
    }

    /** Whether a call asks logs of more blocks than the policy lets it, or of who knows how many. */
    public boolean isTooWide(Exchange x, JsonRpcCall call) {
        return calls.isTooWide(x, call);
    }

    /** The provider of the attempt that is spoken of has shown this block. */
    public void sawHead(Exchange x, long block) {
        ProviderHealth health = x.current.health;
        if (health != null) {
            health.sawHead(block);
        }
    }

    /** Up to which block the request's chain is final, by what its candidates have shown; negative where none is for certain. */
    public long finalBlock(Exchange x, int depth) {
        return CallReader.finalBlock(x, x.candidates(), depth);
    }

    /** The name of a call's class. */
    public String classOf(Exchange x, RequestView request, JsonRpcCall call) {
        return CallReader.classOf(x, request, call);
    }

    /** Which calls of a batch go together: those with the same number; negative for one that is forbidden. */
    public int partOf(Exchange batch, RequestView request, JsonRpcCall call) {
        return CallReader.partOf(batch, request, call);
    }

    /**
     * Part of a batch that is split, from its class on a request of its own under the batch's rule and backend. The batch's own
     * exchange is {@link #finished} only where it has no part.
     *
     * @param body calls of one {@link #partOf}
     */
    public Exchange part(Exchange batch, RequestView request, byte[] body) {
        Exchange part = new Exchange();
        part.startNanos = batch.startNanos;
        part.view = batch.view;
        part.entry = batch.entry;
        part.ruleCell = batch.ruleCell;
        part.service = batch.service;
        part.client = batch.client;
        part.address = batch.address;
        part.listener = batch.listener == null ? null : batch.listener.part();
        classify(part, request, body, 0, body.length);
        return part;
    }

    /**
     * A write that {@link Exchange#isBroadcast}, once for each provider that is to get it: none of them is picked yet, and one that
     * finds nobody left is not sent. The write's own exchange is {@link #finished} as ever, the copies count as no requests.
     *
     * @param body the write's
     */
    public List<Exchange> copies(Exchange x, RequestView request, byte[] body) {
        Copies copies = new Copies();
        int most = Math.min(
                x.declaredClass().broadcastProviders(),
                x.candidates().candidates().size());
        List<Exchange> all = new ArrayList<>();
        do {
            Exchange copy = part(x, request, body);
            copy.copies = copies;
            all.add(copy);
        } while (all.size() < most);
        return all;
    }

    /**
     * Counts the request and its calls against the rate limits of its policy, once; false where they have no room for it: 429, see
     * {@link Exchange#excess}.
     */
    public boolean admit(Exchange x, long nowNanos) {
        RateGate rates = viewOf(x).serving.rates(x.service().policy());
        if (rates != RateGate.OPEN) {
            x.excess = rates.enter(x.client.isEmpty() ? x.address : x.client, x.calls, nowNanos);
        }
        return x.excess == null;
    }

    /**
     * Begins the first attempt: the plan's share, or what else the pool asks for, decides on the provider, peak EWMA among
     * its endpoints. Shares are kept exactly; the policy's band of local deviation is not used.
     */
    public Pick pick(Exchange x, long nowNanos) {
        LoopView own = viewOf(x);
        if (x.isFurtherCopy()) {
            return pickCopy(own, x, nowNanos);
        }
        if (own.refuses(x.candidates(), nowNanos)) {
            x.refused = true;
            x.firstPick = Pick.REFUSED;
            return Pick.REFUSED;
        }
        if (isOneTooMany(own, x, nowNanos)) {
            return Pick.LIMITED;
        }
        Pick left = ByValue.admit(own, x, filter.first(own, x.candidates(), nowNanos), filter.headroom(), nowNanos);
        x.firstPick = left;
        if (left == Pick.PICKED) {
            own.budget(x.candidates(), nowNanos).request(nowNanos);
            hedges.begun(own, x);
            begin(x, pickers.pick(own, x, filter.sharesPpm(), nowNanos), nowNanos);
        }
        return left;
    }

    /** What a retry would settle for, having nothing better, is not worth a copy. */
    private Pick pickCopy(LoopView own, Exchange x, long nowNanos) {
        Pick left = filter.retry(own, x, newest(own), nowNanos);
        if (left != Pick.PICKED) {
            return left;
        }
        int drawn = pickers.pick(own, x, filter.sharesPpm(), nowNanos);
        CompiledProvider provider = x.candidates().candidates().get(drawn).provider();
        if (x.hasTried(provider) || !own.serving.providers.get(provider.index()).isUsable()) {
            return Pick.NO_CANDIDATE;
        }
        begin(x, drawn, nowNanos);
        return Pick.PICKED;
    }

    /**
     * Begins another attempt after {@link #failed}, elsewhere: at a provider not tried, in a failure domain not tried, as
     * far as there is one.
     *
     * @param resendable whether the server still has the whole request
     */
    public Pick pickRetry(Exchange x, boolean resendable, long nowNanos) {
        LoopView own = viewOf(x);
        if (!resendable || !RetryRule.permits(x)) {
            return Pick.NOT_RETRIED;
        }
        Pick left = filter.retry(own, x, newest(own), nowNanos);
        if (left != Pick.PICKED) {
            return left;
        }
        if (x.copies != null && !x.copies.leave(x.candidates(), filter.sharesPpm())) {
            return Pick.NOT_RETRIED;
        }
        var settings = x.candidates().pool().pool().retryBudget();
        double floor = (double) settings.minPerSecond() / Math.max(1, loops.getAsInt());
        if (!own.budget(x.candidates(), nowNanos).tryRetry(settings.percent(), floor, nowNanos)) {
            return Pick.BUDGET_SPENT;
        }
        begin(x, pickers.pick(own, x, filter.sharesPpm(), nowNanos), nowNanos);
        if (x.ruleCell != null) {
            x.ruleCell.retried();
        }
        return Pick.PICKED;
    }

    /**
     * How long the attempt's answer is not late yet, by the policy's quantile of this provider's recent answers to the
     * class; -1 where no second attempt may follow: no hedging, a write, too few answers to judge by.
     */
    public long hedgeDelayNanos(Exchange x) {
        return hedges.delayNanos(x);
    }

    /**
     * Begins a second attempt beside the one under way, in a failure domain not tried, if there is one and the policy's
     * budget allows; the exchange then speaks of it. To be asked only while the server still has the whole request.
     */
    public boolean pickHedge(Exchange x, long nowNanos) {
        int candidate = hedges.pick(viewOf(x), x, newest(viewOf(x)), nowNanos);
        if (candidate < 0) {
            return false;
        }
        x.rival = x.current;
        x.current = new Try();
        x.hedged = true;
        begin(x, candidate, nowNanos);
        if (x.ruleCell != null) {
            x.ruleCell.hedged();
        }
        return true;
    }

    /** The attempt begins only now: it was picked before the wait that the policy asks for between attempts. */
    public void resumed(Exchange x, long nowNanos) {
        x.current.startNanos = nowNanos;
        if (x.listener != null && x.current.provider != null) {
            x.listener.begun(x.current.number, x.current.provider, nowNanos);
        }
    }

    /**
     * The attempt brought an answer, which is whole now. One that breaks off has {@link #failed} instead.
     *
     * @param latencyNanos from the attempt's beginning to what counts as the answer: its end if it was buffered, its head
     *     if it streamed
     */
    public void answered(Exchange x, long latencyNanos, long nowNanos) {
        x.answerNanos = x.current.startNanos - x.startNanos + latencyNanos;
        AttemptRecord.answered(x, cost.picos(x), latencyNanos, windows.window(nowNanos), nowNanos);
    }

    /** The attempt brought an answer just now. */
    public void answered(Exchange x, long nowNanos) {
        answered(x, nowNanos - x.current.startNanos, nowNanos);
    }

    /**
     * The attempt brought none.
     *
     * @param status of HTTP where there was one, else 0
     * @param retryAfterNanos what the provider asked for, else 0
     */
    public void failed(Exchange x, Failure failure, int status, long retryAfterNanos, long nowNanos) {
        AttemptRecord.failed(x, failure, status, retryAfterNanos, cost.picos(x), nowNanos);
    }

    /** The other attempt is given up, since this one brought the answer. */
    public void overtaken(Exchange x, long nowNanos) {
        Try other = x.rival;
        if (other == null || !other.underWay || other.provider == null) {
            return;
        }
        long picos = cost.picos(x, other.provider.prices());
        if (other.number < x.current.number) {
            AttemptRecord.overtaken(x, other, picos, nowNanos);
        } else {
            AttemptRecord.dropped(x, other, picos, true);
        }
    }

    /** Whatever is under way was given up for a reason that is not the provider's: the client went away. */
    public void abandoned(Exchange x) {
        drop(x, x.current);
        drop(x, x.rival);
    }

    /**
     * The client has its answer, or is gone. Call it once for every exchange, unmatched ones included.
     *
     * @param status sent; 0 where no whole answer reached the client
     * @param ownAnswer whether the gateway made it for want of a provider's
     */
    public void finished(Exchange x, int status, boolean ownAnswer, long nowNanos) {
        abandoned(x);
        if (x.listener != null) {
            x.listener.finished(x, status, nowNanos);
        }
        if (x.isCopy()) {
            return;
        }
        if (x.ruleCell != null) {
            x.ruleCell.finished(status, ownAnswer, nowNanos - x.startNanos, windows.window(nowNanos));
        }
        if (x.candidates != null && x.excess == null) {
            Outcomes.count(x, viewOf(x).requests(x.candidates), status);
        }
    }

    /** Whether copies of this request are wanted, so that its body is to be held. */
    public boolean isMirrored(Exchange x) {
        return x.mirrors != 0;
    }

    /** Begins the copies of a request that is on its way itself. Each ends by its own {@code answered} or {@code failed}. */
    public List<Mirrored> mirror(Exchange x, CompiledBackend backend, long nowNanos) {
        return mirrors.begin(viewOf(x), x, backend, nowNanos);
    }

    /** For error bodies; of this loop. */
    public JsonRpcScanner scanner() {
        return scanner;
    }

    /** What this loop has counted, windows that ended before now included. To be handed to whoever observes. */
    public LoopReport report(long nowNanos) {
        return store.recorder.read(windows.window(nowNanos));
    }

    private static boolean isOneTooMany(LoopView own, Exchange x, long nowNanos) {
        RateGate rates = own.serving.rates(x.service().policy(), x.requestClass);
        if (rates != RateGate.OPEN) {
            x.excess = rates.enter("", x.calls, nowNanos);
        }
        return x.excess != null;
    }

    private void begin(Exchange x, int candidate, long nowNanos) {
        LoopView own = viewOf(x);
        var provider = x.candidates().candidates().get(candidate).provider();
        var endpoint = endpoints.pick(own.serving, x, provider, nowNanos);
        own.begins(provider, nowNanos);
        ClassHealth ofClass = own.serving.classHealth(x.candidates());
        AttemptRecord.begin(
                x,
                provider,
                endpoint,
                own.serving.providers.get(provider.index()),
                ofClass == null ? null : ofClass.candidate(candidate),
                own.serving.endpoints.get(endpoint.index()),
                own.cell(x.candidates(), candidate),
                nowNanos);
        if (x.copies != null) {
            x.copies.take(provider);
        }
    }

    private void drop(Exchange x, @Nullable Try attempt) {
        if (attempt != null && attempt.underWay && attempt.provider != null) {
            AttemptRecord.dropped(x, attempt, cost.picos(x, attempt.provider.prices()), false);
        }
    }

    private RuntimeModel newest(LoopView own) {
        Serving now = current.get();
        return now == null ? own.serving.model : now.model;
    }

    private @Nullable LoopView view() {
        Serving now = current.get();
        LoopView known = view;
        if (now == null || (known != null && known.serving == now)) {
            return known;
        }
        if (known != null && known.serving.model == now.model) {
            known = new LoopView(now, known);
        } else {
            store.modelChanged(now);
            known = new LoopView(now, store);
        }
        view = known;
        return known;
    }

    static LoopView viewOf(Exchange x) {
        LoopView own = x.view;
        if (own == null) {
            throw new IllegalStateException("asked before match succeeded");
        }
        return own;
    }
}
