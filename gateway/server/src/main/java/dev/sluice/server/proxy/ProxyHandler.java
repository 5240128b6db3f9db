package dev.sluice.server.proxy;

import dev.sluice.contract.snapshot.Api;
import dev.sluice.contract.snapshot.Filter;
import dev.sluice.contract.snapshot.Match;
import dev.sluice.engine.http.CorsDecision;
import dev.sluice.engine.http.HeaderFilters;
import dev.sluice.engine.http.MutableHeaders;
import dev.sluice.engine.http.PathRewrite;
import dev.sluice.engine.http.RedirectLocation;
import dev.sluice.engine.http.RequestPath;
import dev.sluice.engine.model.CompiledBackend;
import dev.sluice.engine.model.CompiledRule;
import dev.sluice.engine.routing.Exchange;
import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Takes the requests of one port on one event loop: checks the head, finds the rule and the backend, and hands over to a
 * {@link ProxiedRequest}. What can be answered by the head alone is answered here.
 */
public final class ProxyHandler implements Handler<HttpServerRequest> {
    private final EventLoop loop;
    private final int bindPort;
    private final RequestHead head = new RequestHead();
    private final Entrance entrance;
    private final SocketRoute.Opened sockets;

    /** @param sockets takes over what JSON-RPC clients open */
    public ProxyHandler(EventLoop loop, int bindPort, SocketRoute.Opened sockets) {
        this.sockets = sockets;
        this.loop = loop;
        this.bindPort = bindPort;
        this.entrance = new Entrance(loop);
    }

    @Override
    public void handle(HttpServerRequest request) {
        AnswerStatus problem = RequestCheck.problem(request);
        if (problem != null) {
            ErrorAnswers.textAndClose(request, problem);
            return;
        }
        if (RequestCheck.wantsCloseAmongOthers(request)) {
            request.response()
                    .putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE)
                    .endHandler(v -> request.connection().close());
        }
        if (RequestCheck.isForServer(request)) {
            request.response().setStatusCode(204).end();
            return;
        }
        String uri = request.uri();
        String path = RequestPath.normalize(AbsoluteForm.is(uri) ? AbsoluteForm.path(uri) : pathOf(uri));
        if (path == null) {
            refuse(request, 400, "the request target is not a path");
            return;
        }
        long most = loop.options().limits().requestBodyBytes();
        long announced = IncomingBody.contentLength(request);
        if (most > 0 && announced > most && announced != IncomingBody.UNKNOWN) {
            ErrorAnswers.textAndLinger(
                    request, new AnswerStatus(413, "the body is larger than this gateway takes"), loop.vertx());
            return;
        }
        route(request, path);
    }

    private void route(HttpServerRequest request, String path) {
        Exchange exchange = new Exchange();
        if (loop.tracer() != null) {
            loop.tracer().begin(request, exchange);
        }
        CompiledRule rule = loop.router().match(exchange, bindPort, head.of(request, path), System.nanoTime());
        if (request.isSSL() && isMisdirected(request)) {
            answer(request, exchange, new AnswerStatus(421, "another connection is for this host"));
            return;
        }
        if (isAmbiguous(request, path, exchange, rule)) {
            answer(request, exchange, new AnswerStatus(400, "the path can be read in two ways"));
            return;
        }
        if (rule == null) {
            answer(request, exchange, new AnswerStatus(404, "no route matches"));
            return;
        }
        if (rule.rule().refusal() != null) {
            answer(request, exchange, new AnswerStatus(500, "the policy of this route is not valid"));
            return;
        }
        List<Filter> filters = rule.rule().filters();
        Filter.Cors cors = CorsDecision.filter(filters);
        if (cors != null && isAnsweredByCors(request, exchange, cors)) {
            return;
        }
        Filter.Redirect redirect = find(filters, Filter.Redirect.class);
        if (redirect != null) {
            redirect(request, exchange, redirect, List.of(), path);
            return;
        }
        CompiledBackend backend = loop.router().drawBackend(exchange);
        Filter.Redirect own = backend == null ? null : find(backend.filters(), Filter.Redirect.class);
        if (backend != null && own != null) {
            redirect(request, exchange, own, backend.filters(), path);
            return;
        }
        CompiledBackend.Service service = backend == null ? null : backend.service();
        if (backend == null || service == null) {
            answer(request, exchange, new AnswerStatus(500, "the backend of this route does not resolve"));
            return;
        }
        Filter.Cors ownCors = cors == null ? CorsDecision.filter(backend.filters()) : null;
        if (ownCors != null && isAnsweredByCors(request, exchange, ownCors)) {
            return;
        }
        Live live = Live.of(exchange.attachment());
        if (!entrance.admits(request, head, exchange, live, service)) {
            return;
        }
        DecisionHeader.answerIfAsked(request, exchange, service);
        if (RequestCheck.wantsWebSocket(request)) {
            if (loop.draining().get()
                    || loop.tunnels().open()
                            >= loop.options().limits().sockets().mostOpen()) {
                answer(request, exchange, new AnswerStatus(503, "no more WebSockets are taken here now"));
                return;
            }
            if (service.pool().pool().api() == Api.JSONRPC) {
                SocketRoute.open(loop, bindPort, request, path, exchange, sockets);
                return;
            }
        }
        new ProxiedRequest(
                        loop,
                        request,
                        live,
                        exchange,
                        backend,
                        service,
                        head,
                        path,
                        target(request, path, exchange.entry().match(), filters, backend.filters()))
                .begin();
    }

    /**
     * Whether a provider that takes an escaped slash for a slash, or drops path parameters, would see a path that another
     * rule is for: then nobody can say whose policy holds. A rule that names such a path itself is taken at its word.
     */
    private boolean isAmbiguous(
            HttpServerRequest request, String path, Exchange exchange, @Nullable CompiledRule rule) {
        String generous = RequestPath.readGenerously(path);
        if (generous == null) {
            return true;
        }
        if (generous.equals(path)) {
            return false;
        }
        if (rule != null) {
            String value = exchange.entry().match().path().value();
            if (value.indexOf(';') >= 0 || value.indexOf('%') >= 0) {
                return false;
            }
        }
        CompiledRule other =
                loop.router().match(new Exchange(), bindPort, head.of(request, generous), System.nanoTime());
        // By name: the model may have changed between the two.
        return rule == null || other == null
                ? rule != other
                : !rule.route().equals(other.route())
                        || !rule.rule().name().equals(other.rule().name());
    }

    private static String pathOf(String uri) {
        int query = uri.indexOf('?');
        return query < 0 ? uri : uri.substring(0, query);
    }

    /** Path and host after the rewrites of rule and backend; the later one wins. */
    static Target target(
            HttpServerRequest request,
            String path,
            Match match,
            List<Filter> ruleFilters,
            List<Filter> backendFilters) {
        Filter.UrlRewrite rewrite = find(backendFilters, Filter.UrlRewrite.class);
        rewrite = rewrite == null ? find(ruleFilters, Filter.UrlRewrite.class) : rewrite;
        if (rewrite == null) {
            return new Target(path, request.query(), null);
        }
        String hostname = rewrite.hostname();
        return new Target(
                PathRewrite.apply(path, match.path(), rewrite.fullPath(), rewrite.prefix()),
                request.query(),
                hostname == null ? null : HostAndPort.create(hostname, -1));
    }

    /** Marks the answer, whoever is going to make it; a preflight has it already. */
    private boolean isAnsweredByCors(HttpServerRequest request, Exchange exchange, Filter.Cors cors) {
        MultiMap in = request.headers();
        CorsDecision decision = CorsDecision.of(
                cors,
                request.method().name(),
                in.get(HttpHeaders.ORIGIN),
                in.get(HttpHeaders.ACCESS_CONTROL_REQUEST_METHOD),
                in.get(HttpHeaders.ACCESS_CONTROL_REQUEST_HEADERS));
        MultiMap out = request.response().headers();
        decision.headers().forEach(header -> out.set(header.name(), header.value()));
        if (decision.preflight()) {
            loop.router().finished(exchange, 204, false, System.nanoTime());
            request.response().setStatusCode(204).end();
        }
        return decision.preflight();
    }

    /** RFC 9110, 15.5.20: a client may use one connection for several hosts, but here each listener has its own rules. */
    private boolean isMisdirected(HttpServerRequest request) {
        String serverName = request.connection().indicatedServerName();
        return serverName != null
                && loop.router()
                        .isMisdirected(
                                bindPort, serverName.toLowerCase(Locale.ROOT), Authority.hostOf(Authority.of(request)));
    }

    /** @param backendFilters of the backend, if it is the one that redirects */
    private void redirect(
            HttpServerRequest request,
            Exchange exchange,
            Filter.Redirect redirect,
            List<Filter> backendFilters,
            String path) {
        String location = RedirectLocation.of(
                redirect,
                request.isSSL() ? "https" : "http",
                Authority.hostOf(Authority.of(request)),
                Live.of(exchange.attachment()).port(bindPort),
                exchange.entry().match().path(),
                path,
                request.query());
        MutableHeaders headers = Heads.view(request.response().headers());
        HeaderFilters.applyToAnswer(exchange.rule().rule().filters(), headers);
        HeaderFilters.applyToAnswer(backendFilters, headers);
        loop.router().finished(exchange, redirect.status(), false, System.nanoTime());
        request.response()
                .setStatusCode(redirect.status())
                .putHeader(HttpHeaders.LOCATION, location)
                .end();
    }

    private void answer(HttpServerRequest request, Exchange exchange, AnswerStatus answer) {
        loop.router().finished(exchange, answer.status(), true, System.nanoTime());
        ErrorAnswers.text(request, answer);
    }

    private void refuse(HttpServerRequest request, int status, String sentence) {
        ErrorAnswers.textAndClose(request, new AnswerStatus(status, sentence));
    }

    private static <T extends Filter> @Nullable T find(List<Filter> filters, Class<T> type) {
        for (int i = 0; i < filters.size(); i++) {
            if (type.isInstance(filters.get(i))) {
                return type.cast(filters.get(i));
            }
        }
        return null;
    }
}
