package dev.sluice.simulation.world;

import dev.sluice.contract.snapshot.ConfigSnapshot;
import dev.sluice.contract.snapshot.Policy;
import dev.sluice.contract.snapshot.Provider;
import dev.sluice.control.translate.GatewayConfig;
import dev.sluice.control.translate.TranslateResult;
import dev.sluice.control.translate.Translator;
import dev.sluice.simulation.scenario.Change;
import dev.sluice.simulation.scenario.Scenario;
import dev.sluice.simulation.scenario.Seller;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;

/** What is configured: manifests as they change, translated by the real translator, and on their way to the gateways. */
final class Configuration {
    private static final long LEAST_DELIVERY_NANOS = 200_000_000L;
    private static final long MOST_DELIVERY_NANOS = 2_000_000_000L;

    private final Scenario scenario;
    private final EventQueue queue;
    private final Manifests manifests;
    private final RandomGenerator random;
    private final List<boolean[]> forbidden = new ArrayList<>();
    private final List<Long> changes = new ArrayList<>();
    private ConfigSnapshot snapshot;

    Configuration(Scenario scenario, EventQueue queue, RandomGenerator random) {
        this.scenario = scenario;
        this.queue = queue;
        this.random = random;
        manifests = new Manifests(scenario);
        snapshot = translate(List.of());
    }

    /** The newest, which gateways may not have yet. */
    ConfigSnapshot snapshot() {
        return snapshot;
    }

    boolean forbids(long revision, int seller) {
        return forbidden.get((int) revision - 1)[seller];
    }

    boolean changedSince(long fromNanos, long untilNanos) {
        return changes.stream().anyMatch(at -> at > fromNanos && at <= untilNanos);
    }

    /** Plans what the timeline changes, and who joins. */
    void schedule(List<DataPlane> gateways, Trace trace, List<SellerState> sellers) {
        scenario.sellers().stream()
                .mapToLong(Seller::joinsNanos)
                .filter(at -> at > 0)
                .distinct()
                .forEach(at -> queue.add(at, now -> {
                    for (int i = 0; i < scenario.sellers().size(); i++) {
                        if (scenario.sellers().get(i).joinsNanos() == at) {
                            manifests.join(i);
                        }
                    }
                    deliver(gateways, trace, now);
                }));
        for (Change change : scenario.timeline()) {
            switch (change) {
                case Change.Policy(long from, var merge) ->
                    queue.add(from, now -> {
                        manifests.policy(merge);
                        deliver(gateways, trace, now);
                    });
                case Change.Price(var target, long from, double factor) ->
                    queue.add(from, now -> {
                        for (int i : Weather.covered(scenario, target)) {
                            manifests.price(i, factor);
                            sellers.get(i).pricePicos =
                                    Math.round(scenario.sellers().get(i).pricePicos() * factor);
                        }
                        deliver(gateways, trace, now);
                    });
                case Change.Fault _,
                        Change.Churn _,
                        Change.Demand _,
                        Change.Partition _,
                        Change.Delay _,
                        Change.Forgery _,
                        Change.Settlement _ -> {}
            }
        }
    }

    private void deliver(List<DataPlane> gateways, Trace trace, long now) {
        changes.add(now);
        snapshot = translate(List.of(snapshot));
        ConfigSnapshot sent = snapshot;
        for (DataPlane gateway : gateways) {
            long took = random.nextLong(LEAST_DELIVERY_NANOS, MOST_DELIVERY_NANOS);
            queue.add(now + took, then -> {
                if (gateway.revision() < sent.revision()) {
                    gateway.load(sent, then);
                }
                trace.loadedNanos = Math.max(trace.loadedNanos, took);
            });
        }
    }

    private ConfigSnapshot translate(List<ConfigSnapshot> previous) {
        long revision = forbidden.size() + 1L;
        TranslateResult result =
                Translator.translate(manifests.resources(), previous, Translator.Target.STANDALONE, 1, revision);
        List<String> problems = result.statuses().stream()
                .flatMap(status -> status.problems().stream()
                        .map(problem -> status.ref().kind() + ": " + problem.path() + " " + problem.message()))
                .toList();
        if (result.gateways().size() != 1 || !problems.isEmpty()) {
            throw new IllegalArgumentException(
                    "scenario %s does not translate: %s".formatted(scenario.name(), String.join("; ", problems)));
        }
        GatewayConfig config = result.gateways().getFirst();
        forbidden.add(forbidden(config.snapshot()));
        return config.snapshot();
    }

    private boolean[] forbidden(ConfigSnapshot by) {
        boolean[] out = new boolean[scenario.sellers().size()];
        Set<String> permitted = new HashSet<>();
        for (Provider provider : by.providers()) {
            boolean allowed = by.policies().stream()
                    .filter(each -> !each.id().equals(Policy.NONE))
                    .allMatch(each -> each.constraints().permits(provider));
            if (allowed) {
                permitted.add(provider.id());
            }
        }
        for (int i = 0; i < out.length; i++) {
            out[i] = !permitted.contains(Manifests.providerId(scenario.sellers().get(i)));
        }
        return out;
    }
}
