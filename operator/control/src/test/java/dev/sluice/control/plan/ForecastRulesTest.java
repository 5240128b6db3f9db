package dev.sluice.control.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.contract.snapshot.Constraints;
import dev.sluice.contract.snapshot.ForecastEvent;
import dev.sluice.contract.snapshot.Objectives;
import dev.sluice.contract.snapshot.Policy;
import dev.sluice.contract.snapshot.Provider;
import dev.sluice.contract.snapshot.ProviderClass;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Shares are ready for what is declared, and for nothing longer than that. */
class ForecastRulesTest {
    private static final Provider CHEAP =
            Some.withCapacity(Some.provider("cheap", ProviderClass.BARE_METAL, "one", "eu", 5), 300);
    private static final Provider SECOND =
            Some.withCapacity(Some.provider("second", ProviderClass.BARE_METAL, "two", "us", 8), 300);
    private static final Provider DEAR =
            Some.withCapacity(Some.provider("dear", ProviderClass.BARE_METAL, "three", "asia", 20), 2_000);
    private static final long START_MILLIS = 300_000;
    private static final long MINUTE_MILLIS = 60_000;

    private static ToyLoop loop(ForecastEvent event) {
        Policy base = Some.policy(Policy.Intent.CHEAPEST, Objectives.NONE, Constraints.NONE, Some.SHIFT);
        Policy policy = new Policy(
                base.id(),
                base.generation(),
                base.intent(),
                base.objectives(),
                base.constraints(),
                base.requestClasses(),
                base.retry(),
                null,
                base.timeouts(),
                base.shift(),
                List.of(event));
        return new ToyLoop(Some.snapshot(policy, List.of(CHEAP, SECOND, DEAR), 10, 10, 10), 1, true, 1);
    }

    private static ForecastEvent event(@Nullable String region, int demandThousandths, int capacityThousandths) {
        return new ForecastEvent(
                "mint", region, START_MILLIS, START_MILLIS + MINUTE_MILLIS, demandThousandths, capacityThousandths);
    }

    private static void until(ToyLoop loop, long millis) {
        while (loop.nowNanos / 1_000_000 < millis) {
            loop.tick();
        }
    }

    @Test
    void demandThatIsDeclaredFindsSharesWithinCapacityBeforeItStarts() {
        ToyLoop loop = loop(event(null, 4_000, 1_000));
        until(loop, START_MILLIS - MINUTE_MILLIS);
        assertTrue(loop.share("cheap") > 0.7, "cheap had " + loop.share("cheap"));

        until(loop, START_MILLIS - 2_000);

        double demand = 4 * loop.requestsPerSecond;
        assertTrue(loop.share("cheap") * demand <= 300, "cheap has " + loop.share("cheap"));
        assertTrue(loop.decision("cheap").reason().contains("event mint"), loop.decision("cheap")::reason);
    }

    @Test
    void aRegionThatWillBeClosedIsLeftBeforeAndTakenAgainAfter() {
        ToyLoop loop = loop(event("eu", 1_000, 0));
        until(loop, START_MILLIS);

        assertTrue(loop.share("cheap") <= 0.01, "cheap has " + loop.share("cheap"));
        assertTrue(loop.share("cheap") > 0, "a share of zero would be a drain");
        assertTrue(loop.decision("cheap").reason().contains("no capacity, event mint"), loop.decision("cheap")::reason);
        assertTrue(
                loop.last.findings().stream().noneMatch(each -> each.message().contains("relaxed")));

        until(loop, START_MILLIS + 5 * MINUTE_MILLIS);
        assertTrue(loop.share("cheap") > 0.7, "cheap has " + loop.share("cheap"));
    }

    @Test
    void anEventOfAnotherRegionChangesNothing() {
        ToyLoop loop = loop(event("mars", 4_000, 0));
        until(loop, START_MILLIS);
        assertTrue(loop.share("cheap") > 0.7, "cheap has " + loop.share("cheap"));
    }

    @Test
    void demandDuringTheEventIsNotMultipliedAgain() {
        ToyLoop loop = loop(event(null, 2_000, 1_000));
        until(loop, START_MILLIS);
        loop.requestsPerSecond *= 2;
        until(loop, START_MILLIS + MINUTE_MILLIS / 2);

        assertEquals(0.75 * 300 / loop.requestsPerSecond, loop.share("cheap"), 0.06);
    }
}
