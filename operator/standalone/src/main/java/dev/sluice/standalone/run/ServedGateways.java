package dev.sluice.standalone.run;

import dev.sluice.contract.explain.Explanation;
import dev.sluice.contract.observation.Observation;
import dev.sluice.contract.plan.Plan;
import dev.sluice.contract.snapshot.ConfigSnapshot;
import dev.sluice.contract.snapshot.Credentials;
import dev.sluice.server.Gateway;
import dev.sluice.server.config.ApplyResult;
import dev.sluice.server.options.GatewayOptions;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** The gateways of this process. Started and closed on the control thread, read by any. */
final class ServedGateways implements GatewayProcess.Starter {
    private static final String REPORTER =
            "standalone-" + ProcessHandle.current().pid();
    private static final int APPLY_SECONDS = 20;
    private static final int OBSERVE_SECONDS = 2;

    private final StandaloneOptions options;
    private final Map<String, Served> gateways = new ConcurrentSkipListMap<>();

    ServedGateways(StandaloneOptions options) {
        this.options = options;
    }

    @Override
    public GatewayProcess start(String id) {
        GatewayOptions start = GatewayOptions.of(id, REPORTER)
                .withBindAddress(options.bindAddress())
                .withEventLoops(options.eventLoops())
                .withTransport(options.transport())
                .withPlace(options.here())
                .withTelemetry(options.telemetry())
                .withProxyProtocol(options.proxyProtocol())
                .withLoopbackAllowed(true);
        Gateway gateway = Gateway.start(options.accessLog() ? start.withAccessLog(System.out::println) : start);
        Served served = new Served(id, gateway);
        gateways.put(id, served);
        return served;
    }

    Map<Integer, Integer> ports(String id) {
        Served served = gateways.get(id);
        return served == null ? Map.of() : served.ports();
    }

    /** All gateways' figures in one text; never fails. */
    Future<String> metrics() {
        Map<String, Future<String>> asked = new TreeMap<>();
        gateways.forEach((id, served) -> asked.put(id, served.metrics()));
        return Future.join(List.copyOf(asked.values())).transform(all -> {
            Map<String, String> texts = new TreeMap<>();
            asked.forEach((id, text) -> {
                if (text.succeeded()) {
                    texts.put(id, text.result());
                }
            });
            return Future.succeededFuture(MergedMetrics.of(texts));
        });
    }

    /** By the gateway of this id, or the only one. */
    Future<Explanation> explain(@Nullable String id, @Nullable String rawQuery) {
        List<Served> asked = gateways.values().stream()
                .filter(each -> id == null || each.id.equals(id))
                .toList();
        if (asked.size() != 1) {
            return Future.failedFuture(new IllegalArgumentException("gateway: "
                    + (id == null ? "is needed where several run" : id + " does not run here") + "; one of "
                    + gateways.keySet() + " is expected"));
        }
        return asked.getFirst().explain(rawQuery);
    }

    private final class Served implements GatewayProcess {
        private final String id;
        private final Gateway gateway;

        Served(String id, Gateway gateway) {
            this.id = id;
            this.gateway = gateway;
        }

        @Override
        public ApplyResult apply(ConfigSnapshot snapshot, Credentials credentials) {
            return await(gateway.apply(snapshot, credentials), APPLY_SECONDS)
                    .orElseGet(() -> new ApplyResult.Refused(
                            List.of("the gateway did not take the snapshot within " + APPLY_SECONDS + " s")));
        }

        @Override
        public void apply(Plan plan) {
            gateway.apply(plan);
        }

        @Override
        public Optional<Observation> observe() {
            return await(gateway.observe(), OBSERVE_SECONDS);
        }

        @Override
        public Map<Integer, Integer> ports() {
            return gateway.ports();
        }

        @Override
        public Future<String> metrics() {
            return gateway.metrics();
        }

        @Override
        public Future<Explanation> explain(@Nullable String rawQuery) {
            return gateway.explain(rawQuery);
        }

        @Override
        public void close() {
            gateways.remove(id, this);
            gateway.close();
        }
    }

    /** Empty when it takes too long. */
    private static <T> Optional<T> await(Future<T> answer, int seconds) {
        try {
            return Optional.of(answer.toCompletionStage().toCompletableFuture().get(seconds, TimeUnit.SECONDS));
        } catch (TimeoutException e) {
            return Optional.empty();
        } catch (ExecutionException e) {
            throw new IllegalStateException("a gateway failed", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
