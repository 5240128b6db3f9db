package dev.sluice.engine.routing;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sluice.contract.explain.Explanation;
import dev.sluice.contract.explain.Explanation.Choice;
import dev.sluice.contract.explain.Explanation.Next;
import dev.sluice.contract.explain.Explanation.Route;
import dev.sluice.contract.snapshot.Api;
import dev.sluice.contract.snapshot.Filter;
import dev.sluice.contract.snapshot.Listener;
import dev.sluice.engine.jsonrpc.JsonRpcKind;
import dev.sluice.engine.match.RequestView;
import dev.sluice.engine.model.CandidateSet;
import dev.sluice.engine.model.CompiledBackend;
import dev.sluice.engine.model.CompiledRule;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Takes one request through the steps of a {@link LoopRouter} that works on a copy of the loop's state, by the very filters and
 * pickers, and writes down what each said. Attempts do not begin, and limits of clients are not asked: those count, and are shared by
 * all loops. Used once.
 */
final class Explainer {
    private final LoopRouter router;
    private final Serving serving;
    private final RandomGenerator random;
    private final Exchange exchange = new Exchange();
    private @Nullable String call;
    private int port;

    /** @param router a copy, whose state is not used again */
    Explainer(LoopRouter router, Serving serving, RandomGenerator random) {
        this.router = router;
        this.serving = serving;
        this.random = random;
    }

    static Explanation withoutSnapshot(RequestView request) {
        return new Explanation(
                "",
                0,
                0,
                false,
                "NoRoute",
                404,
                "no snapshot is served yet",
                new Explanation.Request(request.method(), request.host(), 0, request.path(), null),
                null,
                null);
    }

    Explanation explain(int bindPort, RequestView request, byte @Nullable [] body, long nowNanos) {
        port = serving.model.listeners().stream()
                .filter(each -> each.bindPort() == bindPort)
                .mapToInt(Listener::port)
                .findFirst()
                .orElse(bindPort);
        CompiledRule rule = router.match(exchange, bindPort, request, nowNanos);
        if (rule == null) {
            return own("NoRoute", 404, "no route matches", request, null, nowNanos);
        }
        if (rule.rule().refusal() != null) {
            return own("InvalidPolicy", 500, "the policy of this route is not valid", request, route(null), nowNanos);
        }
        int redirected = redirectStatus(rule.rule().filters());
        if (redirected > 0) {
            return own("Redirected", redirected, "a filter redirects it", request, route(null), nowNanos);
        }
        CompiledBackend backend = router.drawBackend(exchange);
        if (backend == null || backend.service() == null) {
            String why = backend == null
                    ? "no backend has a weight"
                    : backend.unresolved().orElse("");
            return own("NoBackend", 500, why, request, route(null), nowNanos);
        }
        redirected = redirectStatus(backend.filters());
        Route route = route(backend.service());
        if (redirected > 0) {
            return own("Redirected", redirected, "a filter of the backend redirects it", request, route, nowNanos);
        }
        Explanation refused = classify(backend.service(), request, body, route, nowNanos);
        return refused != null ? refused : choose(backend.service(), request, route, nowNanos);
    }

    /** As the server does: a body is looked into where the pool speaks JSON-RPC. Null where the request goes on. */
    private @Nullable Explanation classify(
            CompiledBackend.Service service, RequestView request, byte @Nullable [] body, Route route, long nowNanos) {
        if (service.pool().pool().api() != Api.JSONRPC || !request.method().equals("POST")) {
            router.classify(exchange, request);
            return null;
        }
        byte[] bytes = body == null ? new byte[0] : body;
        JsonRpcKind kind = router.classify(exchange, request, bytes, 0, bytes.length);
        if (exchange.isSplit()) {
            String why = "calls of the batch go different ways; explain each call by itself";
            return own("Split", 0, why, request, route, nowNanos);
        }
        if (!kind.isCall()) {
            return own("NotACall", 400, "the body is not a JSON-RPC call", request, route, nowNanos);
        }
        call = new String(bytes, exchange.call().methodFrom(), length(), UTF_8);
        if (!exchange.forbidden().isEmpty()) {
            String why = "clients may not call " + exchange.forbidden() + " under this policy";
            return own("Forbidden", 403, why, request, route, nowNanos);
        }
        return null;
    }

    private int length() {
        return exchange.call().methodTo() - exchange.call().methodFrom();
    }

    private Explanation choose(CompiledBackend.Service service, RequestView request, Route route, long nowNanos) {
        LoopView view = viewOf();
        CandidateSet set = exchange.candidates();
        CandidateFilter filter = new CandidateFilter();
        boolean refused = view.refuses(set, nowNanos);
        Pick left = filter.first(view, set, nowNanos);
        ExplainedChoice explained = new ExplainedChoice(view, service, exchange, filter, left, nowNanos);
        Next next = refused ? null : explained.draw(router.pickers(), random);
        Choice choice = explained.choice(next);
        return switch (refused ? Pick.REFUSED : left) {
            case REFUSED ->
                own("Refused", 503, "the plan refuses this part of the class", request, route, choice, nowNanos);
            case NO_CANDIDATE -> own("NoCandidate", 503, "nobody may serve it", request, route, choice, nowNanos);
            case NO_HEALTHY ->
                own("NoHealthy", 503, "nobody who may serve it is healthy", request, route, choice, nowNanos);
            case OVERLOADED ->
                own(
                        "Overloaded",
                        503,
                        "all who may serve it are full, or their quota is",
                        request,
                        route,
                        choice,
                        nowNanos);
            case PICKED, LIMITED, SHED, NOT_RETRIED, BUDGET_SPENT ->
                own("Picked", 0, "a provider is asked", request, route, choice, nowNanos);
        };
    }

    private LoopView viewOf() {
        LoopView view = exchange.view;
        if (view == null) {
            throw new IllegalStateException("asked before match succeeded");
        }
        return view;
    }

    private Route route(CompiledBackend.@Nullable Service service) {
        var match = exchange.entry().match().path();
        return new Route(
                exchange.rule().route(),
                exchange.rule().rule().name(),
                match.kind() + " " + match.value(),
                service == null ? null : service.pool().pool().id(),
                service == null ? null : service.policy().policy().id());
    }

    /** 0 for none. */
    private static int redirectStatus(List<Filter> filters) {
        for (Filter each : filters) {
            if (each instanceof Filter.Redirect redirect) {
                return redirect.status();
            }
        }
        return 0;
    }

    private Explanation own(
            String outcome, int status, String message, RequestView request, @Nullable Route route, long nowNanos) {
        return own(outcome, status, message, request, route, null, nowNanos);
    }

    private Explanation own(
            String outcome,
            int status,
            String message,
            RequestView request,
            @Nullable Route route,
            @Nullable Choice choice,
            long nowNanos) {
        return new Explanation(
                serving.model.gateway(),
                serving.model.epoch(),
                serving.model.revision(),
                serving.planInForce(nowNanos),
                outcome,
                status,
                message,
                new Explanation.Request(request.method(), request.host(), port, request.path(), call),
                route,
                choice);
    }
}
