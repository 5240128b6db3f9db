package dev.sluice.control.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.datadoghq.sketch.ddsketch.DDSketch;
import dev.sluice.contract.observation.Failure;
import dev.sluice.contract.observation.LatencyWindow;
import dev.sluice.contract.observation.Observation;
import dev.sluice.contract.observation.ProviderSight;
import dev.sluice.contract.observation.Traffic;
import dev.sluice.contract.plan.PlanKey;
import dev.sluice.contract.snapshot.Backend;
import dev.sluice.contract.snapshot.ConfigSnapshot;
import dev.sluice.contract.snapshot.Constraints.By;
import dev.sluice.contract.snapshot.Constraints.ShareBound;
import dev.sluice.contract.snapshot.Policy;
import dev.sluice.contract.snapshot.Pool;
import dev.sluice.contract.snapshot.Provider;
import dev.sluice.contract.snapshot.ProviderClass;
import dev.sluice.contract.snapshot.RequestClass;
import dev.sluice.contract.snapshot.Route;
import dev.sluice.contract.snapshot.Rule;
import dev.sluice.control.account.Books;
import dev.sluice.engine.telemetry.LatencySketch;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * A very large Gateway: policies, each with a pool of a hundred of ten thousand providers. {@link #main} is the benchmark, with a
 * thousand policies; the test takes a tenth of them and four tenths, so that nothing grows faster than it must.
 */
class PlannerScaleTest {
    private static final int MEMBERS = 100;
    private static final int PROVIDERS = 10_000;
    private static final long INTERVAL_SECONDS = 5;

    /** Shared machines are slow at times; the figure is printed. */
    private static final long GENEROUS_CPU_MILLIS = 1_000;

    private static final double GENEROUS_GROWTH = 12;

    /** One Gateway and its planner. */
    private static final class Fleet {
        private final int policies;
        private final ConfigSnapshot snapshot;
        private final Planner planner = new Planner(new Random(1));
        private PlanState state = PlanState.start(0);
        private @Nullable PlanResult newest;

        Fleet(int policies) {
            this.policies = policies;
            this.snapshot = snapshot(policies);
        }

        /** @return milliseconds of processor time */
        long plan(int tick) {
            Observation observation = observation(policies, tick);
            ThreadMXBean threads = ManagementFactory.getThreadMXBean();
            long before = threads.getCurrentThreadCpuTime();
            long seconds = tick * INTERVAL_SECONDS;
            PlanResult result = planner.plan(new PlanInput(
                    snapshot,
                    List.of(observation),
                    List.of(),
                    Books.NONE,
                    state,
                    1,
                    tick,
                    seconds * 1_000,
                    seconds * Some.SECOND));
            long millis = (threads.getCurrentThreadCpuTime() - before) / 1_000_000;
            state = result.state();
            newest = result;
            assertEquals(policies, result.plan().entries().size());
            assertEquals(policies * MEMBERS, result.decisions().size());
            return millis;
        }

        /** Everything that others read of the newest plan, as one number. */
        String fingerprint() {
            PlanResult made = Objects.requireNonNull(newest);
            CRC32C sum = new CRC32C();
            Stream.of(made.plan().entries(), made.decisions(), made.findings(), made.objectives())
                    .flatMap(List::stream)
                    .forEach(each -> sum.update(each.toString().getBytes(StandardCharsets.UTF_8)));
            return Long.toHexString(sum.getValue());
        }

        long best(int ticks) {
            return IntStream.rangeClosed(1, ticks).mapToLong(this::plan).min().orElseThrow();
        }
    }

    @Test
    void timeGrowsWithMembershipsAndNotWithTheirSquare() {
        long small = new Fleet(100).best(12);
        long large = new Fleet(400).best(6);
        System.out.printf(
                "figure: %d and %d memberships of %d providers planned in %d and %d ms of processor time%n",
                100 * MEMBERS, 400 * MEMBERS, PROVIDERS, small, large);
        assertTrue(small < GENEROUS_CPU_MILLIS, "took " + small + " ms");
        assertTrue(
                large < GENEROUS_GROWTH * Math.max(small, 20), "four times as much took " + large + " after " + small);
    }

    /**
     * Two that print the same came to the same plans, for the same reasons.
     *
     * @param args how many plans, e.g. 20
     */
    public static void main(String[] args) {
        Fleet fleet = new Fleet(1_000);
        for (int tick = 1; tick <= Integer.parseInt(args[0]); tick++) {
            System.out.println(fleet.plan(tick) + " ms " + fleet.fingerprint());
        }
    }

    private static String member(int policy, int place) {
        return "default/p" + (policy * 10 + place * 97) % PROVIDERS;
    }

    private static ConfigSnapshot snapshot(int count) {
        List<Provider> providers = IntStream.range(0, PROVIDERS)
                .mapToObj(i -> Some.withCapacity(
                        Some.provider(
                                "p" + i, ProviderClass.values()[i % 4], "org" + i % 300, "r" + i % 20, 2 + i % 17),
                        500))
                .toList();
        Policy base = Some.policy(Some.shares(
                new ShareBound(By.ORGANIZATION, null, 0, 300_000),
                new ShareBound(By.CLASS, "Edge", 50_000, 1_000_000)));
        ConfigSnapshot one = Some.snapshot(base, providers, 1);
        Rule rule = one.routes().getFirst().rules().getFirst();
        Pool pool = one.pools().getFirst();
        List<Policy> policies = new ArrayList<>();
        List<Pool> pools = new ArrayList<>();
        List<Rule> rules = new ArrayList<>();
        for (int n = 0; n < count; n++) {
            int policy = n;
            policies.add(new Policy(
                    key(n).policy(),
                    1,
                    base.intent(),
                    base.objectives(),
                    base.constraints(),
                    List.of(),
                    base.retry(),
                    null,
                    base.timeouts(),
                    base.shift()));
            pools.add(new Pool(
                    key(n).pool(),
                    pool.api(),
                    pool.chain(),
                    IntStream.range(0, MEMBERS)
                            .mapToObj(place -> new Pool.Member(member(policy, place), 10, 0))
                            .toList(),
                    pool.loadBalancer(),
                    pool.circuitBreaker(),
                    pool.outlierDetection(),
                    pool.retryBudget(),
                    pool.panicThresholdPercent()));
            rules.add(new Rule(
                    "r" + n,
                    rule.matches(),
                    List.of(),
                    List.of(new Backend(1, new Backend.ToPool(key(n).pool()), key(n).policy(), List.of())),
                    null,
                    null,
                    null));
        }
        return new ConfigSnapshot(
                ConfigSnapshot.SCHEMA,
                one.gateway(),
                1,
                1,
                List.of(),
                List.of(new Route("default/route", List.of("http"), List.of(), rules)),
                policies,
                pools,
                providers);
    }

    private static PlanKey key(int n) {
        return new PlanKey("default/policy-" + n, "default/pool-" + n, RequestClass.DEFAULT);
    }

    /** Ten requests for each membership since the observation before. */
    private static Observation observation(int policies, int tick) {
        DDSketch sketch = LatencySketch.empty();
        Random random = new Random(tick);
        IntStream.range(0, 10).forEach(n -> sketch.accept(5e7 * Math.exp(0.4 * random.nextGaussian())));
        List<LatencyWindow> windows = List.of(new LatencyWindow(tick, 10, LatencySketch.encode(sketch)));
        List<Traffic> traffic = new ArrayList<>();
        for (int policy = 0; policy < policies; policy++) {
            for (int place = 0; place < MEMBERS; place++) {
                long attempts = 10L * tick;
                long failed = place % 10 == 0 ? tick : 0;
                traffic.add(new Traffic(
                        key(policy),
                        member(policy, place),
                        attempts,
                        attempts,
                        attempts - failed,
                        failed == 0 ? Map.of() : Map.of(Failure.RESET, failed),
                        attempts * 5_000_000L,
                        windows));
            }
        }
        List<ProviderSight> sights = IntStream.range(0, PROVIDERS)
                .mapToObj(i -> new ProviderSight(
                        "default/p" + i, ProviderSight.Health.HEALTHY, 0, 0, 0, 0, -1, 50_000_000L, null))
                .toList();
        return new Observation(
                "default/edge",
                "gw",
                0,
                tick * INTERVAL_SECONDS * 1_000,
                1,
                1,
                1,
                1,
                true,
                null,
                traffic,
                sights,
                List.of());
    }
}
