package dev.sluice.server;

import dev.sluice.contract.codec.CodecException;
import dev.sluice.contract.codec.ContractCodec;
import dev.sluice.contract.explain.Explanation;
import dev.sluice.contract.observation.Observation;
import dev.sluice.contract.plan.Plan;
import dev.sluice.contract.snapshot.ConfigSnapshot;
import dev.sluice.contract.snapshot.Credentials;
import dev.sluice.engine.model.CompileResult;
import dev.sluice.engine.model.Violation;
import dev.sluice.server.admin.DescribedRequest;
import dev.sluice.server.config.ApplyResult;
import dev.sluice.server.config.ConfigSource;
import dev.sluice.server.options.GatewayOptions;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One gateway process: listeners, event loops and connections to providers. It serves nothing until a snapshot was
 * applied; from then on it always serves the last good one. Every method may be called from any thread; changes are made
 * one after the other, in the order they were asked for.
 *
 * <pre>{@code
 * Gateway gateway = Gateway.start(GatewayOptions.of("default/edge", "pod-1"));
 * gateway.apply(snapshot, credentials);    // Served or Refused with reasons
 * gateway.apply(plan);                     // followed until its TTL runs out
 * gateway.observe();                       // what was measured
 * gateway.close();                         // answers what is in flight, then ends
 * }</pre>
 */
public final class Gateway implements ConfigSource.Sink, AutoCloseable {
    private final GatewayRuntime runtime;
    private final ContractCodec codec = new ContractCodec();
    private @Nullable ConfigSnapshot snapshot;
    private Credentials credentials = Credentials.NONE;
    private Future<?> last = Future.succeededFuture();

    private Gateway(GatewayRuntime runtime) {
        this.runtime = runtime;
    }

    /** Starts the event loops; returns when they run. Not to be called on an event loop. */
    public static Gateway start(GatewayOptions options) {
        return new Gateway(GatewayRuntime.start(options));
    }

    /**
     * Serves a snapshot. Completes when every event loop answers by it, or with the reasons why it cannot be served, in
     * which case nothing has changed. Never fails.
     */
    @Override
    public Future<ApplyResult> apply(ConfigSnapshot newest, Credentials with) {
        return inTurn(() -> {
            Credentials before = credentials;
            credentials = with;
            return runtime.serve(newest, with).onSuccess(result -> {
                if (result instanceof ApplyResult.Served) {
                    snapshot = newest;
                } else {
                    credentials = before;
                }
            });
        });
    }

    @Override
    public Future<ApplyResult> applyBytes(byte[] bytes) {
        ConfigSnapshot read;
        try {
            read = codec.readSnapshot(bytes);
        } catch (CodecException | IllegalArgumentException e) {
            return refuse(String.valueOf(e.getMessage()));
        }
        return inTurn(() -> {
            Credentials present = credentials;
            return runtime.serve(read, present).onSuccess(result -> {
                if (result instanceof ApplyResult.Served) {
                    snapshot = read;
                }
            });
        });
    }

    /** Takes over credentials that appeared or were rotated, under the snapshot that serves. */
    @Override
    public Future<ApplyResult> apply(Credentials newest) {
        return inTurn(() -> {
            credentials = newest;
            ConfigSnapshot present = snapshot;
            return present == null
                    ? Future.succeededFuture(new ApplyResult.Refused(List.of("no snapshot was applied yet")))
                    : runtime.serve(present, newest);
        });
    }

    @Override
    public Future<ApplyResult> refuse(String reason) {
        return inTurn(() -> Future.succeededFuture(runtime.refuse(new CompileResult.Rejected(
                List.of(new Violation("Gateway/" + runtime.options().gateway(), "snapshot", reason))))));
    }

    @Override
    public void apply(Plan plan, long ageNanos) {
        runtime.state().apply(plan, System.nanoTime() - ageNanos);
    }

    /** Whether a snapshot was taken, so that requests are answered by it. */
    public boolean serving() {
        return runtime.state().model() != null;
    }

    /** One reading of everything this process measured. */
    public Future<Observation> observe() {
        return runtime.observe();
    }

    /**
     * What would become of a request now; nothing is sent, and nothing is decided otherwise for it.
     *
     * @param rawQuery describes it, see {@link DescribedRequest}; fails with an IllegalArgumentException where it does not
     */
    public Future<Explanation> explain(@Nullable String rawQuery) {
        try {
            return runtime.explain(DescribedRequest.of(rawQuery));
        } catch (IllegalArgumentException e) {
            return Future.failedFuture(e);
        }
    }

    /** The same as Prometheus text, for {@code /metrics}. */
    public Future<String> metrics() {
        return runtime.metrics();
    }

    /** Ports really bound, by the listeners' {@code bindPort}; differs where that is 0. */
    public Map<Integer, Integer> ports() {
        return runtime.ports();
    }

    /** The transport in use: {@code epoll}, {@code io_uring} or {@code nio}. */
    public String transport() {
        return runtime.transport();
    }

    /** Stops accepting, answers what is in flight for at most the options' drain time, and ends. */
    public Future<Void> shutdown() {
        return runtime.shutdown();
    }

    /** {@link #shutdown} and waits for it. Not to be called on an event loop. */
    @Override
    public void close() {
        shutdown().toCompletionStage().toCompletableFuture().join();
    }

    /** One change at a time; a step begins when the one before has ended, however it did. */
    private Future<ApplyResult> inTurn(Supplier<Future<ApplyResult>> step) {
        synchronized (this) {
            Future<ApplyResult> mine = last.transform(before -> step.get());
            last = mine;
            return mine;
        }
    }
}
