package dev.sluice.e2e.operator;

import dev.sluice.contract.codec.CodecException;
import dev.sluice.contract.delivery.DeliveryNames;
import dev.sluice.contract.delivery.PlanLease;
import dev.sluice.contract.plan.Plan;
import dev.sluice.e2e.standalone.Await;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Every plan that was written for a Gateway while this watched, as its pods read it. */
final class Plans implements AutoCloseable {

    /** @param atNanos when it was seen; @param sharesPpm by provider, of its largest entry */
    record Written(long atNanos, long epoch, long revision, long renewal, Map<String, Integer> sharesPpm) {}

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final List<Written> written = new ArrayList<>();
    private final Watch watch;

    Plans(Space space, String gateway) {
        watch = space.client()
                .configMaps()
                .inNamespace(space.name())
                .withName(new DeliveryNames(gateway).plan())
                .watch(new Watcher<>() {
                    @Override
                    public void eventReceived(Action action, ConfigMap plan) {
                        add(plan);
                    }

                    @Override
                    public void onClose(WatcherException cause) {
                        // The client watches again by itself; an end is the test's.
                    }
                });
    }

    private synchronized void add(ConfigMap map) {
        try {
            PlanLease lease = PlanLease.read(map.getData());
            Plan plan = lease.plan();
            Map<String, Integer> shares = new HashMap<>();
            plan.entries().stream()
                    .filter(entry -> !entry.shares().isEmpty())
                    .findFirst()
                    .ifPresent(
                            entry -> entry.shares().forEach(share -> shares.put(name(share.provider()), share.ppm())));
            written.add(new Written(System.nanoTime(), plan.epoch(), plan.revision(), lease.renewal(), shares));
        } catch (CodecException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String name(String provider) {
        return provider.substring(provider.lastIndexOf('/') + 1);
    }

    synchronized List<Written> written() {
        return List.copyOf(written);
    }

    /** Waits for a plan, seen already or to come, that fits. */
    Written until(String what, Predicate<Written> fits) {
        Written[] found = new Written[1];
        Await.until(
                what,
                PATIENCE,
                () -> {
                    List<Written> all = written();
                    boolean now = !all.isEmpty() && fits.test(all.getLast());
                    found[0] = now ? all.getLast() : null;
                    return now;
                },
                () -> written().isEmpty() ? "no plan" : written().getLast());
        return found[0];
    }

    Written untilShare(String provider, Predicate<Integer> percent) {
        return until(
                "another share of " + provider,
                plan -> percent.test(plan.sharesPpm().getOrDefault(provider, 0) / 10_000));
    }

    @Override
    public void close() {
        watch.close();
    }
}
