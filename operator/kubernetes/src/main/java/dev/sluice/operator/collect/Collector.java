package dev.sluice.operator.collect;

import dev.sluice.contract.codec.CodecException;
import dev.sluice.contract.codec.ContractCodec;
import dev.sluice.contract.observation.Observation;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Asks every gateway pod what it measured: once a second, and more often a pod that leaves or whose answer is waited for. Each pod
 * is asked once at a time, so a slow one costs only its own readings.
 */
public final class Collector implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Collector.class.getName());
    private static final int ADMIN_PORT = 9901;
    private static final long TURN_MILLIS = 100;
    private static final long EVERY_NANOS = 1_000_000_000L;
    private static final Duration CONNECT = Duration.ofSeconds(1);
    private static final Duration ANSWER = Duration.ofSeconds(3);

    /** Told of every reading, on any thread. */
    public interface Listener {
        void read(Observation observation);

        /** @param reason null where the pod answered */
        void asked(String pod, @Nullable String reason);

        /** A pod came, went, or became ready. */
        void podsChanged();
    }

    private final GatewayPods pods;
    private final Listener listener;
    private final ContractCodec codec = new ContractCodec();
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT)
            .build();
    private final ScheduledExecutorService turns = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("sluice-collect").factory());
    private final Map<String, Reading> readings = new ConcurrentHashMap<>();
    private volatile long hurryUntilNanos = System.nanoTime();

    /** @param namespaces to work in; empty for all */
    public Collector(KubernetesClient client, List<String> namespaces, Listener listener) {
        this.listener = listener;
        this.pods = new GatewayPods(client, namespaces, listener::podsChanged);
    }

    public void start() {
        turns.scheduleWithFixedDelay(this::turn, 0, TURN_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** Something was written whose arrival is waited for: all are asked at every turn for a while. */
    public void hurry() {
        hurryUntilNanos = System.nanoTime() + 2 * EVERY_NANOS;
    }

    /** Pods of one Gateway, leaving ones included. @param labels that its pods carry */
    public List<GatewayPod> pods(String namespace, Map<String, String> labels) {
        return pods.of(namespace, labels).stream()
                .map(pod -> new GatewayPod(
                        pod.getMetadata().getName(),
                        GatewayPods.ready(pod),
                        GatewayPods.leaving(pod),
                        Optional.ofNullable(readings.get(GatewayPods.id(pod))).flatMap(Reading::newest)))
                .toList();
    }

    private void turn() {
        try {
            long now = System.nanoTime();
            boolean hurry = hurryUntilNanos - now > 0;
            for (Pod pod : pods.all()) {
                Reading reading = readings.computeIfAbsent(GatewayPods.id(pod), id -> new Reading());
                String address = GatewayPods.address(pod);
                if (!address.isEmpty() && reading.due(now, hurry || GatewayPods.leaving(pod))) {
                    ask(GatewayPods.id(pod), address, reading, now);
                }
            }
            readings.keySet().retainAll(pods.all().stream().map(GatewayPods::id).toList());
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.ERROR, "a round of asking gateways failed", e);
        }
    }

    private void ask(String pod, String address, Reading reading, long now) {
        reading.asking(now);
        String host = address.indexOf(':') < 0 ? address : "[" + address + "]";
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://" + host + ":" + ADMIN_PORT + "/observation"))
                .timeout(ANSWER)
                .build();
        http.sendAsync(request, HttpResponse.BodyHandlers.ofByteArray()).whenComplete((answer, failure) -> {
            String problem = failure == null ? take(answer, reading) : failure.toString();
            reading.done();
            listener.asked(pod, problem);
        });
    }

    /** @return why it is no observation, or null */
    private @Nullable String take(HttpResponse<byte[]> answer, Reading reading) {
        if (answer.statusCode() != 200) {
            return "status " + answer.statusCode();
        }
        try {
            Observation read = codec.readObservation(answer.body());
            reading.newest(read);
            listener.read(read);
            return null;
        } catch (CodecException e) {
            return e.getMessage();
        }
    }

    @Override
    public void close() {
        turns.shutdownNow();
        pods.close();
        http.shutdownNow();
    }

    /** What is known of one pod. */
    private static final class Reading {
        private volatile boolean asking;
        private volatile long askedNanos = System.nanoTime() - EVERY_NANOS;
        private volatile @Nullable Observation newest;

        boolean due(long now, boolean hurry) {
            return !asking && (hurry || now - askedNanos >= EVERY_NANOS);
        }

        void asking(long now) {
            asking = true;
            askedNanos = now;
        }

        void done() {
            asking = false;
        }

        void newest(Observation read) {
            newest = read;
        }

        Optional<Observation> newest() {
            return Optional.ofNullable(newest);
        }
    }
}
