package dev.sluice.control.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import com.datadoghq.sketch.ddsketch.DDSketch;
import dev.sluice.contract.observation.ClientTraffic;
import dev.sluice.contract.observation.Failure;
import dev.sluice.contract.observation.LatencyWindow;
import dev.sluice.contract.observation.Observation;
import dev.sluice.contract.observation.ProviderSight;
import dev.sluice.contract.observation.ProviderSight.Health;
import dev.sluice.contract.observation.Traffic;
import dev.sluice.contract.plan.Plan;
import dev.sluice.contract.plan.PlanKey;
import dev.sluice.contract.snapshot.Api;
import dev.sluice.contract.snapshot.ConfigSnapshot;
import dev.sluice.contract.snapshot.Pool;
import dev.sluice.control.view.Sample.GatewaySample;
import dev.sluice.control.view.Sample.ProviderSample;
import dev.sluice.engine.telemetry.LatencySketch;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MeterTest {
    private static final PlanKey KEY = new PlanKey("ns/policy", "ns/pool", "default");
    private static final long STARTED = 1_000_000;

    private final Meter meter = new Meter();

    @Test
    void ratesSharesErrorsAndCostAreDifferencesOfReadings() {
        sample(reading(0, traffic("ns/a", 100, 100, 0, 0), traffic("ns/b", 100, 100, 0, 0)));
        GatewaySample sample =
                sample(reading(2, traffic("ns/a", 130, 150, 25, 5_000_000_000L), traffic("ns/b", 170, 170, 0, 0)));

        ProviderSample a = provider(sample, 0);
        assertEquals(0.3, a.share());
        assertEquals(25, a.requestsPerSecond());
        assertEquals(0.5, a.errorRate());
        assertEquals(9, a.costPerHour(), 1e-9, "5 thousandths in two seconds");
        assertEquals(0.7, provider(sample, 1).share());
        assertEquals(0.0, provider(sample, 1).errorRate());
    }

    @Test
    void withoutTrafficNothingIsClaimed() {
        sample(reading(0));
        ProviderSample a = provider(sample(reading(1)), 0);

        assertNull(a.share());
        assertNull(a.planned());
        assertNull(a.errorRate());
        assertNull(a.p95Millis());
        assertEquals("Healthy", a.health());
    }

    @Test
    void aRestartedProcessBeginsAnew() {
        sample(reading(5, traffic("ns/a", 900, 900, 0, 0)));
        Observation restarted = new Observation(
                "ns/edge",
                "me",
                STARTED + 9_000,
                STARTED + 10_000,
                1,
                1,
                0,
                0,
                false,
                null,
                List.of(traffic("ns/a", 10, 10, 0, 0)),
                List.of(),
                List.of());

        assertEquals(0, provider(sample(restarted), 0).requestsPerSecond());
    }

    @Test
    void plannedShareCountsEachClassByItsTraffic() {
        PlanKey writes = new PlanKey("ns/policy", "ns/pool", "writes");
        Plan plan = new Plan("ns/edge", 1, 1, 1, List.of(entry(KEY, 200_000), entry(writes, 1_000_000)));
        meter.sample(snapshot(), List.of(reading(0)), plan, Forecasts.NONE);
        Traffic default90 = traffic("ns/a", 90, 90, 0, 0);
        Traffic writes10 = new Traffic(writes, "ns/a", 10, 10, 10, Map.of(), 0, List.of());

        ProviderSample a =
                provider(meter.sample(snapshot(), List.of(reading(1, default90, writes10)), plan, Forecasts.NONE), 0);

        assertEquals(0.28, a.planned(), 1e-9);
    }

    @Test
    void p95IsOverTheNewestWindowsOnly() {
        sample(reading(0));
        Traffic traffic =
                new Traffic(KEY, "ns/a", 1, 1, 1, Map.of(), 0, List.of(window(0, 900), window(7, 100), window(8, 100)));

        ProviderSample a = provider(sample(reading(18, traffic)), 0);

        assertEquals(100, a.p95Millis(), 2);
    }

    @Test
    void clientFailuresAreServerErrorsAndBrokenAnswers() {
        sample(reading(0));
        ClientTraffic clients =
                new ClientTraffic("ns/route", "0", 20, List.of(1L, 0L, 15L, 0L, 2L, 2L), 2, 4, 0, List.of());
        Observation now = new Observation(
                "ns/edge",
                "me",
                STARTED,
                STARTED + 1000,
                1,
                1,
                0,
                0,
                false,
                null,
                List.of(),
                List.of(),
                List.of(clients));

        Sample.ClientSample sample = sample(now).clients();

        assertEquals(20, sample.requestsPerSecond());
        assertEquals(3, sample.failuresPerSecond());
        assertEquals(4, sample.retriesPerSecond());
    }

    @Test
    void ratesOfSeveralPodsAddUpThoughEachHasItsOwnClockAndStart() {
        sample(pod("one", 0, 0, traffic("ns/a", 0, 0, 0, 0)), pod("two", 500, 100, traffic("ns/a", 7000, 7000, 0, 0)));

        GatewaySample sample = sample(
                pod("one", 0, 1, traffic("ns/a", 10, 10, 0, 0)),
                pod("two", 500, 102, traffic("ns/a", 7000, 7000, 0, 0), traffic("ns/b", 60, 60, 15, 0)));

        assertEquals(10, provider(sample, 0).requestsPerSecond());
        assertEquals(0.25, provider(sample, 0).share(), "10/s of 40/s");
        assertEquals(30, provider(sample, 1).requestsPerSecond());
        assertEquals(0.25, provider(sample, 1).errorRate());
    }

    @Test
    void latenciesOfSeveralPodsMergeThoughEachNumbersItsWindowsFromItsStart() {
        Traffic young = new Traffic(KEY, "ns/a", 1, 1, 1, Map.of(), 0, List.of(window(1, 100)));
        Traffic old = new Traffic(KEY, "ns/a", 1, 1, 1, Map.of(), 0, List.of(window(1, 5000), window(49, 300)));

        ProviderSample a = provider(sample(pod("one", 0, 4, young), pod("two", 0, 100, old)), 0);

        assertEquals(100, a.p95Millis(), 2, "of two values the lower rank is taken");
        assertEquals(300, provider(sample(pod("two", 0, 100, old)), 0).p95Millis(), 6);
    }

    @Test
    void aPodThatVanishesOrRestartsYieldsNoNegativeRate() {
        sample(pod("one", 0, 0), pod("two", 0, 0, traffic("ns/a", 900, 900, 9, 900)));
        sample(pod("one", 0, 1, traffic("ns/a", 10, 10, 0, 0)), pod("two", 0, 1, traffic("ns/a", 950, 950, 9, 900)));

        GatewaySample gone = sample(pod("one", 0, 2, traffic("ns/a", 20, 20, 0, 0)));
        GatewaySample back =
                sample(pod("one", 0, 3, traffic("ns/a", 30, 30, 0, 0)), pod("two", 2, 1, traffic("ns/a", 5, 5, 0, 0)));

        assertEquals(10, provider(gone, 0).requestsPerSecond());
        assertEquals(10, provider(back, 0).requestsPerSecond());
        assertEquals(0.0, provider(back, 0).errorRate());
    }

    @Test
    void aMissedReadingKeepsThePodsRate() {
        Observation second = pod("one", 0, 1, traffic("ns/a", 10, 10, 0, 0));
        sample(pod("one", 0, 0, traffic("ns/a", 0, 0, 0, 0)));
        sample(second);

        assertEquals(10, provider(sample(second), 0).requestsPerSecond());
        assertEquals(
                10,
                provider(sample(pod("one", 0, 4, traffic("ns/a", 40, 40, 0, 0))), 0)
                        .requestsPerSecond());
    }

    @Test
    void healthIsWhatMostPodsThatKnowFound() {
        List<Health> found = List.of(Health.EJECTED, Health.UNHEALTHY, Health.HEALTHY, Health.UNKNOWN);
        Observation[] pods = found.stream()
                .map(health -> seen(
                        health.name(), 0, 1, new ProviderSight("ns/a", health, 0, 0, 0, 0, -1, null, null), List.of()))
                .toArray(Observation[]::new);

        assertEquals("Ejected", provider(sample(pods), 0).health());
        assertEquals("Healthy", provider(sample(pods[0], pods[2], pods[3]), 0).health(), "half is no majority");
    }

    private GatewaySample sample(Observation... now) {
        return meter.sample(snapshot(), List.of(now), null, Forecasts.NONE);
    }

    private static ProviderSample provider(GatewaySample sample, int index) {
        return sample.pools().getFirst().providers().get(index);
    }

    private static Plan.Entry entry(PlanKey key, int ppm) {
        return new Plan.Entry(
                key, false, List.of(new Plan.Share("ns/a", ppm), new Plan.Share("ns/b", Plan.WHOLE - ppm)));
    }

    private static LatencyWindow window(long number, int millis) {
        DDSketch sketch = LatencySketch.empty();
        sketch.accept(millis * 1e6);
        return new LatencyWindow(number, 1, LatencySketch.encode(sketch));
    }

    private static Traffic traffic(String provider, long first, long attempts, long failed, long costPicos) {
        Map<Failure, Long> failures = failed == 0 ? Map.of() : Map.of(Failure.SERVER_ERROR, failed);
        return new Traffic(KEY, provider, first, attempts, attempts - failed, failures, costPicos, List.of());
    }

    private static Observation reading(int second, Traffic... traffic) {
        return pod("me", 0, second, traffic);
    }

    /** @param started seconds after the first; @param second since it started */
    private static Observation pod(String name, int started, int second, Traffic... traffic) {
        return seen(
                name,
                started,
                second,
                new ProviderSight("ns/a", Health.HEALTHY, 0, 0, 0, 0, -1, null, null),
                List.of(traffic));
    }

    private static Observation seen(String name, int started, int second, ProviderSight sight, List<Traffic> traffic) {
        long startedAt = STARTED + started * 1000L;
        return new Observation(
                "ns/edge",
                name,
                startedAt,
                startedAt + second * 1000L,
                1,
                1,
                0,
                0,
                false,
                null,
                traffic,
                List.of(sight),
                List.of());
    }

    private static ConfigSnapshot snapshot() {
        Pool pool = new Pool(
                "ns/pool",
                Api.HTTP,
                null,
                List.of(new Pool.Member("ns/a", 1, 0), new Pool.Member("ns/b", 1, 0)),
                Pool.LoadBalancer.PLAN_WEIGHTED_P2C,
                Pool.CircuitBreaker.DEFAULT,
                Pool.OutlierDetection.DEFAULT,
                Pool.RetryBudget.DEFAULT,
                50);
        return new ConfigSnapshot(
                ConfigSnapshot.SCHEMA, "ns/edge", 1, 1, List.of(), List.of(), List.of(), List.of(pool), List.of());
    }
}
