package dev.sluice.engine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.contract.observation.ClientTraffic;
import dev.sluice.contract.observation.Failure;
import dev.sluice.contract.observation.Observation;
import dev.sluice.contract.observation.Traffic;
import dev.sluice.contract.plan.Plan;
import dev.sluice.contract.plan.PlanKey;
import dev.sluice.contract.snapshot.HealthCheck;
import dev.sluice.engine.routing.Exchange;
import dev.sluice.engine.routing.LoopRouter;
import dev.sluice.engine.routing.Pick;
import dev.sluice.engine.telemetry.LoopReport;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Loops on threads of their own, while snapshots, plans, probes and ticks come in: nothing is lost, counted twice or left over. */
class SeveralLoopsTest {
    private static final int LOOPS = 4;
    private static final int REQUESTS = 40_000;
    private static final long STEP_NANOS = 200_000L;

    private final GatewayState state = new GatewayState("pod", 0, 0);
    private final AtomicLong now = new AtomicLong();
    private final AtomicInteger running = new AtomicInteger(LOOPS);
    private final AtomicLong attempts = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();

    private static Snapshots snapshots(long revision) {
        Snapshots snapshots = revision % 3 == 0 ? Snapshots.of(3, 2, 1) : Snapshots.of(1, 2, 3, 4);
        snapshots.revision = revision;
        return snapshots.withHealthCheck(
                new HealthCheck(HealthCheck.Kind.JSONRPC, Gateway.SECOND / 10, Gateway.SECOND / 20, 2, 2, "x"));
    }

    private LoopReport drive(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        LoopRouter loop = state.newLoop(random.split());
        List<Exchange> open = new ArrayList<>();
        for (int i = 0; i < REQUESTS; i++) {
            long time = now.addAndGet(STEP_NANOS);
            Exchange x = new Exchange();
            byte[] body = "{\"id\":1,\"method\":\"eth_call\"}".getBytes(UTF_8);
            loop.match(x, Snapshots.PORT, FakeRequest.post("/"), time);
            loop.drawBackend(x);
            loop.classify(x, FakeRequest.post("/"), body, 0, body.length);
            if (loop.pick(x, time) == Pick.PICKED) {
                open.add(x);
            } else {
                refused.incrementAndGet();
                loop.finished(x, 503, true, time);
            }
            if (open.size() > random.nextInt(20)) {
                end(loop, open.remove(random.nextInt(open.size())), random);
            }
        }
        open.forEach(x -> end(loop, x, random));
        running.decrementAndGet();
        return loop.report(now.get());
    }

    private void end(LoopRouter loop, Exchange x, SplittableRandom random) {
        boolean again = true;
        while (again) {
            long time = now.get();
            attempts.incrementAndGet();
            again = false;
            if (random.nextInt(10) < 7) {
                loop.answered(x, time);
            } else {
                loop.failed(x, Failure.values()[random.nextInt(Failure.values().length)], 502, 0, time);
                again = loop.pickRetry(x, true, time) == Pick.PICKED;
            }
        }
        loop.finished(x, 200, false, now.get());
    }

    private void change() {
        for (int revision = 2; running.get() > 0; revision++) {
            long time = now.get();
            state.apply(snapshots(revision).build(), time);
            PlanKey key = new PlanKey(Snapshots.POLICY, Snapshots.POOL, "default");
            List<Plan.Share> shares =
                    List.of(new Plan.Share("default/a", 600_000), new Plan.Share("default/b", 400_000));
            state.apply(
                    new Plan(
                            "default/edge",
                            1,
                            revision,
                            Gateway.SECOND / 50,
                            List.of(new Plan.Entry(key, false, shares))),
                    time);
            state.tick(time);
            boolean good = revision % 4 != 0;
            state.probesDue(time).forEach(p -> state.probed(p, good ? null : Failure.TIMEOUT, 1, 1, time));
        }
    }

    @Test
    void nothingIsLostOrLeftOver() throws Exception {
        state.apply(snapshots(1).build(), 0);
        List<LoopReport> reports = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(LOOPS + 1)) {
            List<Future<LoopReport>> loops = new ArrayList<>();
            for (int i = 0; i < LOOPS; i++) {
                long seed = i;
                loops.add(threads.submit((Callable<LoopReport>) () -> drive(seed)));
            }
            Future<?> changes = threads.submit(this::change);
            for (Future<LoopReport> loop : loops) {
                reports.add(loop.get());
            }
            changes.get();
        }

        Observation seen = state.observe(reports, 0, now.get());

        assertEquals(
                attempts.get(),
                seen.traffic().stream().mapToLong(Traffic::attempts).sum());
        assertEquals(
                attempts.get(),
                seen.traffic().stream()
                        .mapToLong(t -> t.successes() + t.failed())
                        .sum());
        assertEquals(
                (long) LOOPS * REQUESTS - refused.get(),
                seen.traffic().stream().mapToLong(Traffic::firstAttempts).sum());
        assertEquals(
                (long) LOOPS * REQUESTS,
                seen.clients().stream().mapToLong(ClientTraffic::requests).sum());
        seen.providers().forEach(p -> assertEquals(0, p.inFlight(), p.provider()));
        assertTrue(seen.revision() > 1, "the model changed meanwhile");
        assertTrue(seen.providers().stream().anyMatch(p -> p.ejections() > 0 || p.probeFailures() > 0));
    }
}
