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
import dev.sluice.contract.snapshot.ConfigSnapshot;
import dev.sluice.contract.snapshot.Constraints.By;
import dev.sluice.contract.snapshot.Constraints.ShareBound;
import dev.sluice.contract.snapshot.Policy;
import dev.sluice.contract.snapshot.Pool;
import dev.sluice.contract.snapshot.Provider;
import dev.sluice.contract.snapshot.ProviderClass;
import dev.sluice.contract.snapshot.RequestClass;
import dev.sluice.control.account.Books;
import dev.sluice.engine.telemetry.LatencySketch;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A large Gateway is planned well within its interval. */
class PlannerSpeedTest {
    private static final int KEYS = 1_000;
    private static final int PROVIDERS = 20;
    private static final long GENEROUS_CPU_MILLIS = 4_000;

    @Test
    void thousandKeysOfTwentyProviders() {
        List<Provider> providers = IntStream.range(0, PROVIDERS)
                .mapToObj(i -> Some.provider("p" + i, ProviderClass.values()[i % 4], "org" + i % 6, "r" + i % 5, 2 + i))
                .toList();
        Policy base = Some.policy(Some.shares(
                new ShareBound(By.ORGANIZATION, null, 0, 300_000),
                new ShareBound(By.CLASS, "Edge", 50_000, 1_000_000)));
        List<RequestClass> classes = IntStream.range(0, KEYS - 1)
                .mapToObj(i -> new RequestClass(
                        "class" + i, List.of(), List.of(), List.of(), 50, RequestClass.WriteMode.SINGLE, List.of()))
                .toList();
        Policy policy = new Policy(
                base.id(),
                1,
                base.intent(),
                base.objectives(),
                base.constraints(),
                classes,
                base.retry(),
                null,
                base.timeouts(),
                base.shift());
        List<Pool.Member> members =
                providers.stream().map(each -> Some.member(each, 10)).toList();
        ConfigSnapshot snapshot = Some.snapshot(policy, providers, members);
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        Planner planner = new Planner(new Random(1));
        PlanState state = PlanState.start(0);
        long worstMillis = 0;
        PlanResult result = null;
        for (int tick = 1; tick <= 4; tick++) {
            Observation observation = observation(policy, providers, tick);
            long before = threads.getCurrentThreadCpuTime();
            result = planner.plan(new PlanInput(
                    snapshot,
                    List.of(observation),
                    List.of(),
                    Books.NONE,
                    state,
                    1,
                    tick,
                    tick * 2_000L,
                    tick * 2 * Some.SECOND));
            long millis = (threads.getCurrentThreadCpuTime() - before) / 1_000_000;
            worstMillis = Math.max(worstMillis, millis);
            System.out.printf("%d keys x %d providers planned in %d ms of processor time%n", KEYS, PROVIDERS, millis);
            state = result.state();
        }
        assertEquals(KEYS, result.plan().entries().size());
        assertTrue(worstMillis < GENEROUS_CPU_MILLIS, "took " + worstMillis + " ms");
    }

    private static Observation observation(Policy policy, List<Provider> providers, int tick) {
        DDSketch sketch = LatencySketch.empty();
        Random random = new Random(tick);
        IntStream.range(0, 200).forEach(n -> sketch.accept(5e7 * Math.exp(0.4 * random.nextGaussian())));
        List<LatencyWindow> windows = List.of(new LatencyWindow(tick, 200, LatencySketch.encode(sketch)));
        List<Traffic> traffic = new ArrayList<>();
        List<String> names = new ArrayList<>(
                policy.requestClasses().stream().map(RequestClass::name).toList());
        names.add(RequestClass.DEFAULT);
        for (String name : names) {
            for (int i = 0; i < providers.size(); i++) {
                long attempts = 200L * tick;
                long failed = i * tick;
                traffic.add(new Traffic(
                        new PlanKey(policy.id(), Some.KEY.pool(), name),
                        providers.get(i).id(),
                        attempts,
                        attempts,
                        attempts - failed,
                        failed == 0 ? Map.of() : Map.of(Failure.RESET, failed),
                        attempts * 5_000_000L,
                        windows));
            }
        }
        List<ProviderSight> sights = providers.stream()
                .map(each -> new ProviderSight(each.id(), ProviderSight.Health.HEALTHY, 0, 0, 0, 0, -1, null, null))
                .toList();
        return new Observation(
                "default/edge", "gw", 0, tick * 2_000L, 1, 1, 1, 1, true, null, traffic, sights, List.of());
    }
}
