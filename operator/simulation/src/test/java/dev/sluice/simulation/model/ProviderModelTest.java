package dev.sluice.simulation.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.contract.snapshot.Price;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ProviderModelTest {
    private static final long MILLI = 1_000_000L;
    private static final long SECOND = 1_000 * MILLI;
    private static final int MANY = 20_000;
    private static final Request LIGHT = new Request("eth_chainId", 1);

    private static ProviderProfile profile(LatencyShape shape, int unitsPerSecond, int errorPpm) {
        return new ProviderProfile(shape, unitsPerSecond, SECOND, errorPpm, 0, Price.FREE);
    }

    private static ProviderModel model(ProviderProfile profile, long seed) {
        return new ProviderModel(profile, FaultTimeline.CALM, new SplittableRandom(seed));
    }

    private static List<Response> play(ProviderModel model, int requests, long gapNanos, Impairment fault) {
        List<Response> responses = new ArrayList<>();
        for (int i = 0; i < requests; i++) {
            responses.add(model.respond(LIGHT, i * gapNanos, fault));
        }
        return responses;
    }

    private static long quantile(List<Response> responses, double q) {
        long[] delays =
                responses.stream().mapToLong(Response::delayNanos).sorted().toArray();
        return delays[(int) (q * (delays.length - 1))];
    }

    private static long answers(List<Response> responses) {
        return responses.stream()
                .filter(response -> response.outcome() instanceof Outcome.Answer)
                .count();
    }

    @Test
    void answersTheSameToTheSameCallsWithTheSameSeed() {
        ProviderProfile profile = profile(LatencyShape.ofMillis(40, 0.5, 30_000, 200), 3_000, 20_000);

        List<Response> first = play(model(profile, 7), 1_000, MILLI, Impairment.resets(100_000));
        List<Response> again = play(model(profile, 7), 1_000, MILLI, Impairment.resets(100_000));
        List<Response> other = play(model(profile, 8), 1_000, MILLI, Impairment.resets(100_000));

        assertEquals(first, again);
        assertNotEquals(first, other);
    }

    @Test
    void latencyHasTheMedianAndTheTailThatWereAskedFor() {
        LatencyShape shape = LatencyShape.ofMillis(40, 0.3, 50_000, 400);

        List<Response> responses = play(model(profile(shape, 1_000_000, 0), 1), MANY, MILLI, Impairment.NONE);

        assertEquals(40 * MILLI, quantile(responses, 0.5), 1.5 * MILLI);
        // Body: floor 24 ms, 16 ms of it log-normal; its 90th percentile is 24 + 16·e^(1.28·0.3), about 47.5 ms.
        assertEquals(48 * MILLI, quantile(responses, 0.9), 3 * MILLI);
        long inTail = responses.stream()
                .filter(response -> response.delayNanos() > 130 * MILLI)
                .count();
        assertEquals(0.05 * MANY, inTail, 0.008 * MANY);
        assertTrue(quantile(responses, 0) >= shape.floorNanos());
    }

    @Test
    void heavyWorkTakesLongerThanLight() {
        ProviderProfile profile = profile(LatencyShape.ofMillis(40, 0, 0, 0), 1_000_000, 0);

        long light = model(profile, 1).respond(LIGHT, 0).delayNanos();
        long heavy = model(profile, 1).respond(Request.call("eth_getLogs"), 0).delayNanos();

        assertEquals(40 * MILLI, light);
        assertEquals(24 * MILLI + 2 * 16 * MILLI, heavy);
    }

    @Test
    void answersComeSlowerAsLoadPassesCapacityAndAFullQueueSheds() {
        ProviderProfile profile = profile(LatencyShape.ofMillis(10, 0.1, 0, 0), 1_000, 0);

        List<Response> below = play(model(profile, 1), 2_000, 2 * MILLI, Impairment.NONE);
        List<Response> above = play(model(profile, 1), 4_000, MILLI / 2, Impairment.NONE);

        assertEquals(below.size(), answers(below));
        assertTrue(quantile(below, 1) < 20 * MILLI, "no queue at half of the capacity");
        assertTrue(above.get(1_000).delayNanos() > 400 * MILLI, "half a second of work waits after half a second");
        assertTrue(answers(above) < above.size(), "the queue holds one second of work");
        Outcome shed = above.stream()
                .map(Response::outcome)
                .filter(Outcome.HttpError.class::isInstance)
                .findFirst()
                .orElseThrow();
        assertEquals(new Outcome.HttpError(503, 1), shed);
    }

    @Test
    void aBrownOutWithLessCapacityFillsTheQueue() {
        ProviderProfile profile = profile(LatencyShape.ofMillis(10, 0.1, 0, 0), 1_000, 0);

        List<Response> responses = play(model(profile, 1), 1_000, 2 * MILLI, Impairment.NONE.withCapacity(100_000));

        assertTrue(responses.get(200).delayNanos() > 500 * MILLI);
    }

    @Test
    void failingTakesNoCapacityAndNoTime() {
        ProviderProfile profile = profile(LatencyShape.ofMillis(10, 0.1, 0, 0), 10, 0);

        List<Response> responses = play(model(profile, 1), 1_000, 0, Impairment.errors(1_000_000, 500));

        assertEquals(0, answers(responses));
        assertEquals(6 * MILLI, quantile(responses, 1));
    }

    @Test
    void aFaultChangesOnlyTheRequestsItTouches() {
        ProviderProfile profile = profile(LatencyShape.ofMillis(40, 0.5, 0, 0), 1_000_000, 0);

        List<Response> calm = play(model(profile, 3), 1_000, MILLI, Impairment.NONE);
        List<Response> faulty = play(model(profile, 3), 1_000, MILLI, Impairment.errors(250_000, 502));

        long touched = 0;
        for (int i = 0; i < calm.size(); i++) {
            if (faulty.get(i).outcome() instanceof Outcome.HttpError) {
                touched++;
            } else {
                assertEquals(calm.get(i), faulty.get(i));
            }
        }
        assertEquals(250, touched, 45);
    }

    @Test
    void eachKindOfFaultHasItsOutcome() {
        assertEquals(new Outcome.Silence(), outcome(Impairment.silence(1_000_000)));
        assertEquals(new Outcome.Reset(), outcome(Impairment.resets(1_000_000)));
        assertEquals(new Outcome.HttpError(429, 7), outcome(Impairment.rateLimited(1_000_000, 7)));
        assertInstanceOf(Outcome.RpcError.class, outcome(Impairment.rpcErrors(1_000_000)));
        assertEquals(new Outcome.Answer(4, false), outcome(Impairment.lagging(4)));
        assertEquals(new Outcome.Answer(0, true), outcome(Impairment.otherChain()));
    }

    private static Outcome outcome(Impairment fault) {
        return model(ProviderProfile.instant(), 1).respond(LIGHT, 0, fault).outcome();
    }

    @Test
    void failsAtItsUsualRateOnAGoodDay() {
        List<Response> responses = play(
                model(profile(LatencyShape.ofMillis(1, 0.1, 0, 0), 1_000_000, 10_000), 5),
                MANY,
                MILLI,
                Impairment.NONE);

        assertEquals(0.01 * MANY, MANY - answers(responses), 0.003 * MANY);
    }

    @Test
    void costFollowsThePriceList() {
        Price price = new Price(
                "USD",
                14_000_000,
                List.of(
                        new Price.MethodPrice("eth_getLogs", 70_000_000),
                        new Price.MethodPrice("trace_*", 90_000_000)));
        ProviderProfile profile = ProviderProfile.instant().withPrice(price);

        long[] costs = Arrays.stream(new String[] {"eth_call", "eth_getLogs", "trace_block"})
                .mapToLong(profile::costPicos)
                .toArray();

        assertEquals(
                List.of(14_000_000L, 70_000_000L, 90_000_000L),
                Arrays.stream(costs).boxed().toList());
    }
}
