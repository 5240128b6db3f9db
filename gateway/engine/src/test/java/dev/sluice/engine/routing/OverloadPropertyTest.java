package dev.sluice.engine.routing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.contract.observation.ClassTraffic;
import dev.sluice.contract.snapshot.Pool;
import dev.sluice.contract.snapshot.RequestClass;
import dev.sluice.engine.Gateway;
import dev.sluice.engine.Snapshots;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** More is asked than providers take: independent requests in virtual time, answered after an exponential time. */
class OverloadPropertyTest {
    private static final double SERVICE_NANOS = 50e6;
    private static final int REQUESTS = 60_000;

    private final Map<String, Integer> asked = new TreeMap<>();
    private final Map<String, Integer> answered = new TreeMap<>();

    private record Open(long endNanos, Exchange x) implements Comparable<Open> {
        @Override
        public int compareTo(Open other) {
            return Long.compare(endNanos, other.endNanos);
        }
    }

    /** @param atOnce in flight per provider */
    private static Gateway gateway(int providers, int atOnce) {
        return new Gateway(snapshots(providers, atOnce));
    }

    private static Snapshots snapshots(int providers, int atOnce) {
        Snapshots snapshots = Snapshots.of(new int[providers]);
        snapshots.members.replaceAll(m -> new Pool.Member(m.provider(), 1, 0));
        snapshots.circuit = new Pool.CircuitBreaker(1024, 1024, atOnce);
        snapshots.classes = List.of(
                Snapshots.requestClass("high", RequestClass.HIGH, List.of("high"), List.of()),
                Snapshots.requestClass("low", RequestClass.LOW, List.of("low"), List.of()));
        return snapshots;
    }

    /** @param loads by method, as multiples of what the providers can serve */
    private void drive(Gateway gateway, int places, Map<String, Double> loads, long seed) {
        RandomGenerator random = new SplittableRandom(seed);
        double all = loads.values().stream().mapToDouble(Double::doubleValue).sum();
        double gap = SERVICE_NANOS / places / all;
        PriorityQueue<Open> open = new PriorityQueue<>();
        for (int i = 0; i < REQUESTS; i++) {
            gateway.now += (long) (-Math.log(1 - random.nextDouble()) * gap);
            while (!open.isEmpty() && open.peek().endNanos <= gateway.now) {
                gateway.answer(open.poll().x);
            }
            String method = draw(loads, random.nextDouble() * all);
            asked.merge(method, 1, Integer::sum);
            Exchange x = gateway.call(method);
            if (gateway.loop.pick(x, gateway.now) == Pick.PICKED) {
                answered.merge(method, 1, Integer::sum);
                open.add(new Open(gateway.now + (long) (-Math.log(1 - random.nextDouble()) * SERVICE_NANOS), x));
            } else {
                gateway.loop.finished(x, 503, true, gateway.now);
            }
        }
        open.forEach(each -> gateway.answer(each.x));
    }

    private static String draw(Map<String, Double> loads, double at) {
        double left = at;
        for (var load : loads.entrySet()) {
            left -= load.getValue();
            if (left < 0) {
                return load.getKey();
            }
        }
        return "low";
    }

    private double part(String method) {
        return (double) answered.getOrDefault(method, 0) / asked.get(method);
    }

    /** Of everything let in. */
    private double share(String method) {
        return (double) answered.getOrDefault(method, 0)
                / answered.values().stream().mapToInt(Integer::intValue).sum();
    }

    @ParameterizedTest
    @CsvSource({"1, 20, 1", "3, 20, 2", "3, 200, 3", "8, 50, 4"})
    void atTwiceWhatCanBeServedHighKeepsItsAnswers(int providers, int atOnce, long seed) {
        drive(gateway(providers, atOnce), providers * atOnce, Map.of("high", 0.5, "low", 1.5), seed);
        assertTrue(part("high") >= 0.99, () -> "high kept " + part("high") + " of seed " + seed);
        assertTrue(share("low") >= 0.15, () -> "low had " + share("low") + " of what is let in");
    }

    @ParameterizedTest
    @CsvSource({"1, 20, 1", "3, 20, 2", "3, 200, 3", "8, 50, 4"})
    void highAloneAskingForMoreThanCanBeServedLeavesLowItsShare(int providers, int atOnce, long seed) {
        drive(gateway(providers, atOnce), providers * atOnce, Map.of("high", 2.0, "low", 1.0), seed);
        assertTrue(share("low") >= 0.04 && share("low") <= 0.06, () -> "low had " + share("low") + " of seed " + seed);
    }

    @Test
    void aDrainedProviderIsNoRoom() {
        Snapshots snapshots = snapshots(2, 60);
        snapshots.members.set(1, new Pool.Member(snapshots.members.get(1).provider(), 0, 0));
        drive(new Gateway(snapshots), 60, Map.of("high", 0.5, "low", 1.5), 7);
        assertTrue(part("high") >= 0.99, () -> "high kept " + part("high"));
    }

    @Test
    void whatIsShedIsCountedByClass() {
        Gateway gateway = gateway(3, 20);
        drive(gateway, 60, Map.of("high", 0.5, "low", 1.5), 5);
        for (ClassTraffic each : gateway.observe().classes()) {
            String method = each.key().requestClass();
            assertEquals(asked.get(method) - answered.get(method), each.shed(), method);
            assertEquals(each.shed(), each.unanswered(), method);
            assertEquals(asked.get(method).intValue(), each.requests(), method);
        }
    }

    @Test
    void belowWhatCanBeServedNothingIsShed() {
        drive(gateway(3, 200), 600, Map.of("high", 0.4, "low", 0.4), 6);
        assertEquals(asked, answered);
    }
}
