package dev.sluice.control.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.crds.v1alpha1.provider.Accounting;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.ToLongFunction;
import org.junit.jupiter.api.Test;

/** Whatever happens in whatever order: what pods counted is booked once. */
class LedgerPropertyTest {
    private static final long MORNING = Instant.parse("2026-03-10T06:00:00Z").toEpochMilli();
    private static final String[] PROVIDERS = {"ns/a", "ns/b", "ns/c"};

    @Test
    void whatWasReadIsBookedOnceThroughRestartsMissedReadingsAndLeaders() {
        for (long seed = 0; seed < 300; seed++) {
            World world = new World(seed);
            for (int step = 0; step < 400; step++) {
                world.step(true);
            }
            world.readAll();

            for (String provider : PROVIDERS) {
                assertEquals(world.lastRead(provider), world.booked(provider), "seed " + seed + ", " + provider);
            }
        }
    }

    @Test
    void anOldCheckpointLosesAtMostWhatDeadPodsCountedSince() {
        for (long seed = 0; seed < 300; seed++) {
            World world = new World(seed);
            for (int step = 0; step < 400; step++) {
                world.step(false);
            }
            world.readAll();

            for (String provider : PROVIDERS) {
                Spend booked = world.booked(provider);
                Spend most = world.lastRead(provider);
                Spend least = world.alive(provider);
                String of = "seed " + seed + ", " + provider + ": " + least + " <= " + booked + " <= " + most;
                assertTrue(
                        booked.todayMicros() <= most.todayMicros() && booked.todayMicros() >= least.todayMicros(), of);
                assertTrue(
                        booked.requestsToday() <= most.requestsToday()
                                && booked.requestsToday() >= least.requestsToday(),
                        of);
            }
        }
    }

    /** Four pods of two gateways, and one leader after the other. */
    private static final class World {
        private final SplittableRandom random;
        private final List<Pod> alive = new ArrayList<>();
        private final Map<ProcessId, Map<String, Spend>> read = new HashMap<>();
        private Map<String, Accounting> written = Map.of();
        private Ledger ledger = Ledger.ofProviders();
        private long nowMillis = MORNING;

        World(long seed) {
            random = new SplittableRandom(seed);
            for (int i = 0; i < 4; i++) {
                alive.add(new Pod("ns/gateway-" + i % 2, "pod-" + i / 2, nowMillis));
            }
        }

        /** @param upToDate whether a leader leaves with a checkpoint, or drops dead */
        void step(boolean upToDate) {
            nowMillis += random.nextInt(1, 20_000);
            Pod pod = alive.get(random.nextInt(alive.size()));
            switch (random.nextInt(12)) {
                case 0 -> restart(pod, random.nextBoolean());
                case 1 -> written = checkpoints();
                case 2 -> nextLeader(upToDate ? checkpoints() : written);
                case 3, 4, 5 -> read(pod);
                default -> pay(pod);
            }
        }

        private void pay(Pod pod) {
            String provider = PROVIDERS[random.nextInt(PROVIDERS.length)];
            if (random.nextBoolean()) {
                pod.pays(provider, random.nextInt(1, 50), random.nextLong(5_000_000));
            } else {
                pod.paysForWrites(provider, 1, random.nextLong(500_000_000));
            }
        }

        private void restart(Pod pod, boolean readOnceMore) {
            if (readOnceMore) {
                read(pod);
            }
            alive.remove(pod);
            alive.add(new Pod(pod.id.gateway(), pod.id.pod(), nowMillis));
        }

        private void read(Pod pod) {
            ledger.absorb(pod.read(nowMillis), nowMillis);
            for (String provider : PROVIDERS) {
                read.computeIfAbsent(pod.id, none -> new HashMap<>()).put(provider, counted(pod, provider));
            }
        }

        void readAll() {
            alive.forEach(this::read);
        }

        private Map<String, Accounting> checkpoints() {
            Map<String, Accounting> all = new HashMap<>();
            for (String provider : PROVIDERS) {
                ledger.checkpoint(provider, nowMillis).ifPresent(each -> all.put(provider, each));
            }
            return all;
        }

        private void nextLeader(Map<String, Accounting> from) {
            ledger = Ledger.ofProviders();
            if (random.nextBoolean()) {
                read(alive.get(random.nextInt(alive.size())));
            }
            from.forEach((provider, accounting) -> ledger.restore(provider, accounting, nowMillis));
        }

        Spend booked(String provider) {
            return ledger.spend(provider, nowMillis);
        }

        Spend lastRead(String provider) {
            return sum(read.values().stream()
                    .map(each -> each.getOrDefault(provider, Spend.NONE))
                    .toList());
        }

        Spend alive(String provider) {
            return sum(alive.stream().map(pod -> counted(pod, provider)).toList());
        }

        private static Spend counted(Pod pod, String provider) {
            long micros = pod.wholeMicros(provider);
            return new Spend(micros, micros, pod.requests(provider), pod.requests(provider));
        }

        private static Spend sum(List<Spend> spends) {
            return new Spend(
                    sum(spends, Spend::todayMicros),
                    sum(spends, Spend::monthMicros),
                    sum(spends, Spend::requestsToday),
                    sum(spends, Spend::requestsThisMonth));
        }

        private static long sum(List<Spend> spends, ToLongFunction<Spend> part) {
            return spends.stream().mapToLong(part).sum();
        }
    }
}
