package dev.sluice.server;

import dev.sluice.contract.explain.Explanation;
import dev.sluice.contract.observation.Observation;
import dev.sluice.contract.snapshot.ConfigSnapshot;
import dev.sluice.contract.snapshot.Credentials;
import dev.sluice.engine.GatewayState;
import dev.sluice.engine.jsonrpc.AnswerClassifier;
import dev.sluice.engine.model.CompileResult;
import dev.sluice.engine.model.CompiledProvider;
import dev.sluice.engine.model.ModelCompiler;
import dev.sluice.engine.model.RuntimeModel;
import dev.sluice.engine.model.Violation;
import dev.sluice.engine.routing.LoopRouter;
import dev.sluice.engine.telemetry.LoopReport;
import dev.sluice.server.admin.AccessLog;
import dev.sluice.server.admin.DescribedRequest;
import dev.sluice.server.admin.MetricsPage;
import dev.sluice.server.admin.RefusedClients;
import dev.sluice.server.admin.Tenants;
import dev.sluice.server.cache.AnswerCache;
import dev.sluice.server.config.ApplyResult;
import dev.sluice.server.listen.ListenerSet;
import dev.sluice.server.listen.PortSpec;
import dev.sluice.server.options.GatewayOptions;
import dev.sluice.server.proxy.Deadlines;
import dev.sluice.server.proxy.EventLoop;
import dev.sluice.server.proxy.Live;
import dev.sluice.server.proxy.MirrorLimit;
import dev.sluice.server.proxy.ProbeRunner;
import dev.sluice.server.proxy.ProxyHandler;
import dev.sluice.server.proxy.SharedCalls;
import dev.sluice.server.proxy.Tunnels;
import dev.sluice.server.socket.ClientSockets;
import dev.sluice.server.token.JwtVerifiers;
import dev.sluice.server.trace.SpanQueue;
import dev.sluice.server.trace.Tracer;
import dev.sluice.server.upstream.AddressBook;
import dev.sluice.server.upstream.HostAddresses;
import dev.sluice.server.upstream.PreparedEndpoint;
import dev.sluice.server.upstream.UpstreamClients;
import io.vertx.core.Context;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.transport.Transport;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Holds the parts of a running gateway together: compiles, prepares, opens ports, swaps one reference, cleans up. Changes
 * come one at a time from {@link Gateway}. The file is long because the order in which a snapshot is taken over, and undone
 * where a step of it fails, is read in one place.
 */
final class GatewayRuntime {
    private static final long FIRST_LOOKUP_MILLIS = 2_000;
    private static final long TICK_MILLIS = 1_000;

    private final GatewayOptions options;
    private final String transport;
    private final Vertx vertx;
    private final GatewayState state;
    private final AtomicReference<@Nullable Live> live = new AtomicReference<>();
    private final LongAdder streamsBroken = new LongAdder();
    private final RefusedClients refused = new RefusedClients();
    private final Tenants tenants = new Tenants();
    private final JwtVerifiers verifiers = new JwtVerifiers();
    private final Tunnels tunnels = new Tunnels();
    private final LongAdder mirrorsDropped = new LongAdder();
    private final AnswerCache kept;
    private final AtomicBoolean draining = new AtomicBoolean();
    private final @Nullable AccessLog accessLog;
    private final @Nullable SpanQueue spans;
    private final AddressBook book;
    private final List<Context> contexts = new ArrayList<>();
    private final List<EventLoop> loops = new ArrayList<>();
    private final List<ClientSockets> sockets;
    private final ListenerSet listeners;
    private @Nullable Future<Void> ended;

    private GatewayRuntime(GatewayOptions options) {
        this.options = options;
        Transport used = options.transport().available();
        transport = used.name();
        vertx = Vertx.builder()
                .withTransport(used)
                .with(new VertxOptions()
                        .setEventLoopPoolSize(options.eventLoops())
                        .setWorkerPoolSize(2)
                        .setFileSystemOptions(new FileSystemOptions()
                                .setClassPathResolvingEnabled(false)
                                .setFileCachingEnabled(false)))
                .build();
        state = new GatewayState(options.reporter(), System.currentTimeMillis(), System.nanoTime(), options.here());
        kept = new AnswerCache(options.limits().cacheBytes());
        accessLog = options.accessLog() == null
                ? null
                : new AccessLog(options.accessLog(), options.telemetry().accessLogPpm());
        spans = spans(options);
        book = new AddressBook(vertx, options.resolver(), options.forbidden(), options.resolveNanos());
        claimLoops();
        sockets = loops.stream().map(ClientSockets::new).toList();
        listeners = new ListenerSet(vertx, contexts, options, new ListenerSet.Serving() {
            @Override
            public Handler<HttpServerRequest> requests(int loop, int bindPort) {
                return new ProxyHandler(loops.get(loop), bindPort, sockets.get(loop));
            }

            @Override
            public Handler<HttpServerRequest> invalid(int loop) {
                return HttpServerRequest.DEFAULT_INVALID_REQUEST_HANDLER;
            }
        });
        contexts.getFirst().runOnContext(v -> {
            new ProbeRunner(loops.getFirst(), state).start();
            vertx.setPeriodic(TICK_MILLIS, id -> tick());
        });
    }

    static GatewayRuntime start(GatewayOptions options) {
        return new GatewayRuntime(options);
    }

    /** One verticle per loop, each with its own router, clients and deadlines. */
    private void claimLoops() {
        List<Context> claimed = java.util.Collections.synchronizedList(contexts);
        vertx.deployVerticle(
                        () -> new LoopVerticle(claimed::add),
                        new DeploymentOptions().setInstances(options.eventLoops()))
                .toCompletionStage()
                .toCompletableFuture()
                .join();
        for (int i = 0; i < options.eventLoops(); i++) {
            LoopRouter router = state.newLoop(RandomGenerator.of("L64X128MixRandom"));
            loops.add(new EventLoop(
                    i,
                    vertx,
                    options,
                    router,
                    new AnswerClassifier(),
                    new UpstreamClients(vertx, i, options.limits()),
                    new Deadlines(vertx),
                    new MirrorLimit(mirrorsDropped),
                    new SharedCalls(kept, router),
                    tunnels,
                    accessLog,
                    refused,
                    tenants,
                    streamsBroken,
                    tracer(),
                    draining));
        }
    }

    /** The whole way of a snapshot: compile, prepare, look up, open, swap, clean up. */
    Future<ApplyResult> serve(ConfigSnapshot snapshot, Credentials credentials) {
        if (!snapshot.gateway().equals(options.gateway())) {
            return Future.succeededFuture(refuse(
                    violation("gateway", "is " + snapshot.gateway() + "; this process serves " + options.gateway())));
        }
        return switch (ModelCompiler.compile(snapshot)) {
            case CompileResult.Rejected rejected -> Future.succeededFuture(refuse(rejected));
            case CompileResult.Compiled compiled -> {
                List<PreparedEndpoint> endpoints = prepare(compiled.model(), credentials);
                Map<Integer, PortSpec> ports = PortSpec.of(snapshot.listeners(), credentials);
                yield lookUpNew(endpoints)
                        .compose(v -> listeners.open(ports.values()))
                        .map(v -> swap(compiled.model(), endpoints, credentials, ports))
                        .otherwise(e -> refuse(violation("listeners", String.valueOf(e.getMessage()))));
            }
        };
    }

    /** Keeps the last good snapshot and says why in observations. */
    ApplyResult refuse(CompileResult.Rejected rejected) {
        state.reject(rejected);
        return new ApplyResult.Refused(
                rejected.violations().stream().map(Violation::toString).toList());
    }

    private ApplyResult swap(
            RuntimeModel model,
            List<PreparedEndpoint> endpoints,
            Credentials credentials,
            Map<Integer, PortSpec> ports) {
        Live next = Live.of(model, endpoints, credentials, verifiers);
        if (state.serve(model, next, withheld(next), System.nanoTime()) instanceof CompileResult.Rejected rejected) {
            return refuse(rejected);
        }
        live.set(next);
        listeners.retain(ports.keySet());
        verifiers.retain(model);
        refused.retain(model.policies().stream().map(each -> each.policy().id()).collect(Collectors.toSet()));
        Set<PreparedEndpoint> served = new HashSet<>(endpoints);
        loops.forEach(loop ->
                contexts.get(loop.index()).runOnContext(v -> loop.clients().retain(served)));
        Set<HostAddresses> inUse = new HashSet<>();
        endpoints.forEach(e -> inUse.add(e.addresses()));
        book.retain(inUse);
        return new ApplyResult.Served(model.epoch(), model.revision());
    }

    private List<PreparedEndpoint> prepare(RuntimeModel model, Credentials credentials) {
        List<PreparedEndpoint> endpoints = new ArrayList<>();
        for (CompiledProvider provider : model.providers()) {
            provider.endpoints()
                    .forEach(e -> endpoints.add(PreparedEndpoint.of(
                            provider.provider(), e.endpoint(), credentials, book, options.eventLoops())));
        }
        return endpoints;
    }

    /** New names are looked up before they are served, but a silent name server does not hold up a change for long. */
    private Future<Void> lookUpNew(List<PreparedEndpoint> endpoints) {
        Set<HostAddresses> unknown = new HashSet<>();
        endpoints.stream()
                .map(PreparedEndpoint::addresses)
                .filter(a -> a.problem() != null)
                .forEach(unknown::add);
        if (unknown.isEmpty()) {
            return Future.succeededFuture();
        }
        Promise<Void> done = Promise.promise();
        book.lookUp(unknown).onComplete(v -> done.tryComplete());
        vertx.setTimer(FIRST_LOOKUP_MILLIS, id -> done.tryComplete());
        return done.future();
    }

    private void tick() {
        state.tick(System.nanoTime());
        Live now = live.get();
        if (now != null) {
            state.withhold(now.model(), withheld(now));
        }
    }

    /** A provider none of whose endpoints can be asked is taken out of the choice, with the reason. */
    private static Map<String, String> withheld(Live now) {
        Map<String, String> reasons = new HashMap<>();
        for (CompiledProvider provider : now.model().providers()) {
            List<@Nullable String> problems = new ArrayList<>();
            provider.endpoints()
                    .forEach(e -> problems.add(now.endpoints().get(e.index()).problem()));
            String first = problems.getFirst();
            if (first != null && !problems.contains(null)) {
                reasons.put(provider.id(), first);
            }
        }
        return reasons;
    }

    Future<Observation> observe() {
        long nowNanos = System.nanoTime();
        return report(nowNanos).map(report -> observation(report, nowNanos));
    }

    private Observation observation(LoopReport report, long nowNanos) {
        return state.observe(List.of(report), System.currentTimeMillis(), nowNanos);
    }

    /** The sum of what the loops counted, each asked on its own thread. */
    private Future<LoopReport> report(long nowNanos) {
        List<Future<LoopReport>> reports = new ArrayList<>();
        for (EventLoop loop : loops) {
            Promise<LoopReport> report = Promise.promise();
            contexts.get(loop.index())
                    .runOnContext(v -> report.complete(loop.router().report(nowNanos)));
            reports.add(report.future());
        }
        return Future.join(reports)
                .map(all ->
                        LoopReport.merge(reports.stream().map(Future::result).toList()));
    }

    /** By the first loop; another one may be at another turn. */
    Future<Explanation> explain(DescribedRequest request) {
        RuntimeModel model = state.model();
        int bindPort = model == null ? 0 : request.bindPort(model.listeners());
        Promise<Explanation> explained = Promise.promise();
        contexts.getFirst()
                .runOnContext(v -> explained.complete(loops.getFirst()
                        .router()
                        .explain(bindPort, request, request.body(), new SplittableRandom(), System.nanoTime())));
        return explained.future();
    }

    Future<String> metrics() {
        long nowNanos = System.nanoTime();
        return report(nowNanos).map(report -> {
            MetricsPage.Process process = new MetricsPage.Process(
                    loops.size(),
                    streamsBroken.sum(),
                    mirrorsDropped.sum(),
                    tunnels.open(),
                    tunnels.all(),
                    kept.figures(),
                    accessLog == null ? 0 : accessLog.dropped(),
                    spans == null ? SpanQueue.Figures.NONE : spans.figures(),
                    state.clientsCounted(),
                    refused,
                    tenants);
            return MetricsPage.text(observation(report, nowNanos), report, process);
        });
    }

    /** The first call begins it, later ones join it. */
    synchronized Future<Void> shutdown() {
        Future<Void> begun = ended;
        if (begun == null) {
            begun = drainAndEnd();
            ended = begun;
        }
        return begun;
    }

    private Future<Void> drainAndEnd() {
        draining.set(true);
        return listeners.drain(options.drainNanos()).transform(drained -> {
            loops.forEach(loop ->
                    contexts.get(loop.index()).runOnContext(v -> loop.clients().close()));
            book.close();
            if (accessLog != null) {
                accessLog.close();
            }
            return lastSpans().transform(said -> vertx.close());
        });
    }

    private static @Nullable SpanQueue spans(GatewayOptions options) {
        URI collector = options.telemetry().spansTo();
        return collector == null
                ? null
                : new SpanQueue(
                        collector,
                        Map.of(
                                "service.name",
                                "sluice-gateway",
                                "service.instance.id",
                                options.reporter(),
                                "sluice.gateway",
                                options.gateway()));
    }

    private @Nullable Tracer tracer() {
        return spans == null
                ? null
                : new Tracer(spans, options.telemetry().spansPpm(), RandomGenerator.of("L64X128MixRandom"));
    }

    /** On a thread that outlives the event loops. */
    private Future<Void> lastSpans() {
        SpanQueue last = spans;
        if (last == null) {
            return Future.succeededFuture();
        }
        Promise<Void> said = Promise.promise();
        Thread.ofVirtual().start(() -> {
            last.close();
            said.complete();
        });
        return said.future();
    }

    GatewayOptions options() {
        return options;
    }

    GatewayState state() {
        return state;
    }

    Map<Integer, Integer> ports() {
        return listeners.ports();
    }

    String transport() {
        return transport;
    }

    private CompileResult.Rejected violation(String path, String message) {
        return new CompileResult.Rejected(List.of(new Violation("Gateway/" + options.gateway(), path, message)));
    }
}
