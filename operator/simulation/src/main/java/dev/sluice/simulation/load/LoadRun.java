package dev.sluice.simulation.load;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.internal.VertxInternal;
import java.util.ArrayDeque;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One run: decides when a call is sent. All its state belongs to the one event loop of its context. */
final class LoadRun {
    private static final int MOST_IN_FLIGHT = 20_000;

    private final Vertx vertx;
    private final ContextInternal context;
    private final LoadOptions options;
    private final Consumer<LoadReport.Tally> progress;
    private final CompletableFuture<LoadReport> report;
    private final RpcClient client;
    private final SplittableRandom random;
    private final ReportWriter writer = new ReportWriter();
    /** Calls in the order sent, done or not; the timeout is the same for all, so only the first can be the next late. */
    private final ArrayDeque<Sent> waiting = new ArrayDeque<>();

    private long startNanos;
    private long sent;
    private int inFlight;
    private boolean stopped;
    private long ticker = -1;

    private static final class Sent {
        private final long id;
        private final CallMix.Kind kind;
        private final long dueNanos;
        private final long sentNanos;
        private @Nullable HttpClientRequest request;
        private boolean done;

        Sent(long id, CallMix.Kind kind, long dueNanos, long sentNanos) {
            this.id = id;
            this.kind = kind;
            this.dueNanos = dueNanos;
            this.sentNanos = sentNanos;
        }
    }

    LoadRun(
            Vertx vertx,
            LoadOptions options,
            Consumer<LoadReport.Tally> progress,
            CompletableFuture<LoadReport> report) {
        this.vertx = vertx;
        // A context of its own: one taken from the calling thread would be shared with the servers it started.
        this.context = ((VertxInternal) vertx).createEventLoopContext();
        this.options = options;
        this.progress = progress;
        this.report = report;
        this.random = new SplittableRandom(options.seed());
        this.client = new RpcClient(vertx, options.target(), options.connections());
    }

    void start() {
        context.runOnContext(go -> {
            startNanos = System.nanoTime();
            ticker = vertx.setPeriodic(1, tick -> tick());
            if (options.pace() instanceof Pace.ClosedLoop loop) {
                for (int i = 0; i < loop.clients(); i++) {
                    next();
                }
            }
        });
    }

    void stop() {
        context.runOnContext(go -> {
            stopped = true;
            endWhenDone();
        });
    }

    private void tick() {
        long now = System.nanoTime();
        writer.secondsUntil(now - startNanos, progress);
        expire(now);
        if (options.pace() instanceof Pace.OpenLoop loop) {
            sendDue(loop, now);
        }
        endWhenDone();
    }

    /** Also what came due while this loop was held up, so that a busy machine does not lower the rate. */
    private void sendDue(Pace.OpenLoop loop, long now) {
        double intervalNanos = 1e9 / loop.perSecond();
        long untilNanos = Math.min(now - startNanos, options.longest().toNanos() - 1);
        while (!stopped && sent < options.mostRequests() && (long) (sent * intervalNanos) <= untilNanos) {
            send(startNanos + (long) (sent * intervalNanos), now);
        }
    }

    private boolean mayGoOn(long now) {
        stopped |= sent >= options.mostRequests()
                || now - startNanos >= options.longest().toNanos();
        return !stopped;
    }

    /** The next call of one of a closed loop's clients. */
    private void next() {
        long now = System.nanoTime();
        if (options.pace() instanceof Pace.ClosedLoop && mayGoOn(now)) {
            send(now, now);
        }
    }

    private void send(long dueNanos, long now) {
        CallMix.Kind kind = options.mix().draw(random);
        String params = kind.params().write(random);
        long id = ++sent;
        if (inFlight >= MOST_IN_FLIGHT) {
            writer.failed(kind.method(), ClientFailure.NOT_SENT, MOST_IN_FLIGHT + " calls wait for answers");
            return;
        }
        inFlight++;
        Sent call = new Sent(id, kind, dueNanos, now);
        waiting.add(call);
        client.send(id, kind, params, request -> call.request = request, end -> ended(call, end));
    }

    private void ended(Sent call, RpcClient.End end) {
        if (call.done) {
            return;
        }
        call.done = true;
        inFlight--;
        long now = System.nanoTime();
        if (end.failure() == null) {
            writer.succeeded(call.kind.method(), now - call.dueNanos);
        } else {
            writer.failed(call.kind.method(), end.failure(), end.detail());
        }
        next();
    }

    private void expire(long now) {
        while (!waiting.isEmpty()) {
            Sent first = waiting.peekFirst();
            if (!first.done && now - first.sentNanos < options.timeout().toNanos()) {
                return;
            }
            waiting.removeFirst();
            if (!first.done) {
                ended(first, new RpcClient.End(ClientFailure.TIMEOUT, "no answer to call " + first.id));
                if (first.request != null) {
                    first.request.reset();
                }
            }
        }
    }

    private void endWhenDone() {
        if (mayGoOn(System.nanoTime()) || inFlight > 0 || ticker == -1) {
            return;
        }
        vertx.cancelTimer(ticker);
        ticker = -1;
        LoadReport result = writer.report(System.nanoTime() - startNanos);
        client.close().onComplete(closed -> report.complete(result));
    }
}
