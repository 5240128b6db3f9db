package dev.sluice.control.account;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.sluice.contract.observation.Observation;
import dev.sluice.contract.observation.Traffic;
import dev.sluice.contract.plan.PlanKey;
import dev.sluice.crds.v1alpha1.provider.Accounting;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** No money is lost or made between those that pay and those that are paid, whoever leads. */
class PolicyMoneyPropertyTest {
    private static final long MORNING = Instant.parse("2026-03-10T06:00:00Z").toEpochMilli();
    private static final long MICRO_IN_PICOS = 1_000_000;
    private static final List<String> EFFECTIVE = List.of("ns/p", "ns/q", "ns/p+ns/q");
    private static final List<String> SELLERS = List.of("ns/a", "ns/b", "ns/c");

    @Test
    void everyPolicyPaysForAllItGovernsAndSellersAreTold() {
        for (long seed = 0; seed < 200; seed++) {
            World world = new World(seed);
            for (int step = 0; step < 200; step++) {
                world.step();
            }
            world.readAll();

            String of = "seed " + seed;
            assertEquals(world.paid("ns/p") + world.paid("ns/p+ns/q"), world.booked("ns/p"), of);
            assertEquals(world.paid("ns/q") + world.paid("ns/p+ns/q"), world.booked("ns/q"), of);
            assertEquals(
                    world.sellersBooked() + world.paid("ns/p+ns/q"), world.booked("ns/p") + world.booked("ns/q"), of);
        }
    }

    private static final class World {
        private final SplittableRandom random;
        private final List<Map<List<String>, Long>> pods = new ArrayList<>();
        private Ledger policies = Ledger.ofPolicies((policy, seller) -> true);
        private Ledger sellers = Ledger.ofProviders();
        private long nowMillis = MORNING;

        World(long seed) {
            random = new SplittableRandom(seed);
            for (int i = 0; i < 3; i++) {
                pods.add(new HashMap<>());
            }
        }

        void step() {
            nowMillis += random.nextInt(1, 20_000);
            int pod = random.nextInt(pods.size());
            switch (random.nextInt(8)) {
                case 0 -> nextLeader();
                case 1, 2 -> read(pod);
                default ->
                    pods.get(pod)
                            .merge(
                                    List.of(any(EFFECTIVE), any(SELLERS)),
                                    random.nextLong(1, 500) * MICRO_IN_PICOS,
                                    Long::sum);
            }
        }

        private String any(List<String> of) {
            return of.get(random.nextInt(of.size()));
        }

        private void nextLeader() {
            Ledger nextPolicies = Ledger.ofPolicies((policy, seller) -> true);
            Ledger nextSellers = Ledger.ofProviders();
            hand(policies, nextPolicies, List.of("ns/p", "ns/q"));
            hand(sellers, nextSellers, SELLERS);
            policies = nextPolicies;
            sellers = nextSellers;
        }

        private void hand(Ledger from, Ledger to, List<String> holders) {
            for (String holder : holders) {
                Accounting written = from.checkpoint(holder, nowMillis).orElse(null);
                if (written != null) {
                    to.restore(holder, written, nowMillis);
                }
            }
        }

        private void read(int pod) {
            List<Traffic> traffic = pods.get(pod).entrySet().stream()
                    .map(each -> new Traffic(
                            new PlanKey(each.getKey().get(0), "ns/pool", "default"),
                            each.getKey().get(1),
                            1,
                            1,
                            1,
                            Map.of(),
                            each.getValue(),
                            List.of()))
                    .toList();
            Observation reading = new Observation(
                    "ns/edge", "pod-" + pod, MORNING, nowMillis, 1, 1, 0, 0, true, null, traffic, List.of(), List.of());
            policies.absorb(reading, nowMillis);
            sellers.absorb(reading, nowMillis);
        }

        void readAll() {
            for (int pod = 0; pod < pods.size(); pod++) {
                read(pod);
            }
        }

        long paid(String effective) {
            return pods.stream()
                            .flatMap(pod -> pod.entrySet().stream())
                            .filter(each -> each.getKey().getFirst().equals(effective))
                            .mapToLong(Map.Entry::getValue)
                            .sum()
                    / MICRO_IN_PICOS;
        }

        long booked(String policy) {
            return policies.spend(policy, nowMillis).monthMicros();
        }

        long sellersBooked() {
            return SELLERS.stream()
                    .mapToLong(seller -> sellers.spend(seller, nowMillis).monthMicros())
                    .sum();
        }
    }
}
