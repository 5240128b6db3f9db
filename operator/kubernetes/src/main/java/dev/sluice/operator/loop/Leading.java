package dev.sluice.operator.loop;

import dev.sluice.contract.delivery.PlanLease;
import dev.sluice.contract.observation.Observation;
import dev.sluice.contract.snapshot.ConfigSnapshot;
import dev.sluice.control.account.Books;
import dev.sluice.control.account.QuoteStand;
import dev.sluice.control.plan.PlanResult;
import dev.sluice.control.plan.Planner;
import dev.sluice.control.resolve.ObjectRef;
import dev.sluice.control.resolve.Resources;
import dev.sluice.control.status.ObjectStatus;
import dev.sluice.control.view.Moves;
import dev.sluice.operator.apply.GatewayController;
import dev.sluice.operator.collect.Collector;
import dev.sluice.operator.collect.GatewayPod;
import dev.sluice.operator.gather.Cluster;
import dev.sluice.operator.price.PriceReader;
import dev.sluice.operator.price.PriceSource;
import dev.sluice.operator.render.GatewayImage;
import dev.sluice.operator.render.GatewayObjects;
import dev.sluice.operator.status.Known;
import dev.sluice.operator.web.OperatorMetrics;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.Gateway;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a replica does while it leads: the control loop, its thread, and what it touches. */
public final class Leading implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Leading.class.getName());
    private static final long TICK_MILLIS = 500;
    /** Events of one change come together; those of the next wait until half of the time went to something else. */
    private static final long TOGETHER_NANOS = 1_000_000L;

    private static final long LOOK_AGAIN_MILLIS = 1_000;
    private static final int END_SECONDS = 5;

    private final ScheduledExecutorService thread;
    private final ExecutorService writers = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("sluice-plan-", 0).factory());
    private final KubernetesClient client;
    private final GatewayController controller;
    private final Collector collector;
    private final PriceReader prices;
    private final Publisher publisher;
    private final OperatorMetrics metrics;
    private final ControlLoop loop;
    private final AtomicBoolean dirty = new AtomicBoolean();
    private volatile long notBeforeNanos = System.nanoTime();
    private volatile long beatNanos = System.nanoTime();

    /**
     * @param namespaces to work in; empty for all
     * @param prices where prices are read from metrics
     * @param statuses takes what is known, whenever there may be something new
     * @param board that the page looks at
     * @param metrics counts what is done
     */
    public Leading(
            KubernetesClient client,
            List<String> namespaces,
            Cluster cluster,
            GatewayImage image,
            PriceSource prices,
            Consumer<Known> statuses,
            Board board,
            OperatorMetrics metrics) {
        this.client = client;
        this.metrics = metrics;
        this.publisher = new Publisher(statuses, board);
        thread = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("sluice-control").factory());
        loop = new ControlLoop(cluster::gather, new Touched(), new Planner(new SplittableRandom()));
        controller = new GatewayController(client, namespaces, loop, image, metrics::reconciled);
        collector = new Collector(client, namespaces, new Readings());
        this.prices = new PriceReader(prices, new Quoted());
    }

    /** @param failed called where it cannot do its work, so that another should */
    public void start(Runnable failed) {
        controller.start(failed);
        collector.start();
        changed();
        thread.scheduleWithFixedDelay(
                guarded(() -> {
                    beatNanos = System.nanoTime();
                    loop.tick();
                }),
                TICK_MILLIS,
                TICK_MILLIS,
                TimeUnit.MILLISECONDS);
    }

    /** Something that users wrote may have changed. On any thread. */
    public void changed() {
        if (dirty.compareAndSet(false, true)) {
            long wait = Math.max(TOGETHER_NANOS, notBeforeNanos - System.nanoTime());
            schedule(this::round, wait, TimeUnit.NANOSECONDS);
        }
    }

    private void round() {
        dirty.set(false);
        long start = System.nanoTime();
        boolean known = false;
        try {
            known = loop.changed();
        } finally {
            long end = System.nanoTime();
            notBeforeNanos = end + (end - start);
            metrics.translated(end - start);
            if (!known) {
                schedule(this::changed, LOOK_AGAIN_MILLIS, TimeUnit.MILLISECONDS);
            }
        }
    }

    /** When the control thread last showed that it lives, on the monotonic clock. */
    public long beatNanos() {
        return beatNanos;
    }

    private void schedule(Runnable work, long delay, TimeUnit unit) {
        if (!thread.isShutdown()) {
            thread.schedule(guarded(work), delay, unit);
        }
    }

    /** The thread's top: a mistake of ours in one round must not end the loop. */
    private static Runnable guarded(Runnable work) {
        return () -> {
            try {
                work.run();
            } catch (RuntimeException e) {
                LOG.log(System.Logger.Level.ERROR, "a step failed; what is served goes on, and it is tried again", e);
            }
        };
    }

    /** The last that is published holds every reading; nothing but statuses is written after it returns. */
    @Override
    public void close() {
        collector.close();
        prices.close();
        thread.execute(guarded(loop::publish));
        thread.shutdown();
        try {
            if (!thread.awaitTermination(END_SECONDS, TimeUnit.SECONDS)) {
                LOG.log(System.Logger.Level.WARNING, "the control thread did not end in time");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        controller.close();
        writers.close();
    }

    private final class Touched implements Outside {
        private final Recall recall = new Recall(client);

        @Override
        public long millis() {
            return System.currentTimeMillis();
        }

        @Override
        public long nanos() {
            return System.nanoTime();
        }

        @Override
        public void later(Runnable work) {
            schedule(work, 0, TimeUnit.NANOSECONDS);
        }

        @Override
        public Recalled recall(Gateway gateway) {
            return recall.of(gateway);
        }

        @Override
        public PlanDelivery planDelivery(String gateway, Optional<PlanLease> left) {
            return new PlanDelivery(
                    plan -> {
                        client.resource(plan)
                                .fieldManager(GatewayObjects.FIELD_MANAGER)
                                .forceConflicts()
                                .serverSideApply();
                        metrics.planned(gateway);
                    },
                    writers,
                    left);
        }

        @Override
        public void wake(String gateway) {
            controller.wake(gateway);
        }

        @Override
        public void delivered() {
            collector.hurry();
        }

        @Override
        public List<Observation> observations(Gateway gateway) {
            return pods(gateway).stream()
                    .flatMap(each -> each.newest().stream())
                    .toList();
        }

        @Override
        public void planned(ConfigSnapshot snapshot, PlanResult result) {
            metrics.plans().planned(snapshot, result);
        }

        @Override
        public void follow(Map<String, String> queries) {
            prices.follow(queries);
        }

        @Override
        public Books books(Resources resources, List<ConfigSnapshot> snapshots) {
            return publisher.books(resources, snapshots, millis());
        }

        @Override
        public void decided(Moves.Changes changes) {
            publisher.decided(changes);
        }

        @Override
        public void publish(
                Resources resources,
                List<ObjectStatus> statuses,
                List<ServedGateway> gateways,
                Map<String, QuoteStand> quotes) {
            publisher.publish(resources, statuses, gateways, quotes, Leading.this::pods, millis());
            metrics.objects(resources.count());
            metrics.retainGateways(gateways.stream().map(ServedGateway::id).collect(Collectors.toSet()));
        }

        @Override
        public void retain(List<String> uids) {
            controller.retain(Set.copyOf(uids));
        }
    }

    private List<GatewayPod> pods(Gateway gateway) {
        return collector.pods(ObjectRef.namespace(gateway), GatewayObjects.podLabels(gateway));
    }

    private final class Quoted implements PriceReader.Listener {
        @Override
        public void read(String provider, String query, double value) {
            schedule(() -> loop.quoted(provider, query, value), 0, TimeUnit.NANOSECONDS);
        }

        @Override
        public void failed(String provider, String query, String why) {
            schedule(() -> loop.notQuoted(provider, query, why), 0, TimeUnit.NANOSECONDS);
        }
    }

    private final class Readings implements Collector.Listener {
        @Override
        public void read(Observation observation) {
            schedule(
                    () -> {
                        if (publisher.observed(observation, System.currentTimeMillis())) {
                            loop.publish();
                        }
                    },
                    0,
                    TimeUnit.NANOSECONDS);
        }

        @Override
        public void asked(String pod, @Nullable String reason) {
            metrics.observed(reason == null);
        }

        @Override
        public void podsChanged() {
            schedule(loop::publish, 0, TimeUnit.NANOSECONDS);
        }
    }
}
