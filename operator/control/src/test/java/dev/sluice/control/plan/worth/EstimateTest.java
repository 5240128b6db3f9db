package dev.sluice.control.plan.worth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.contract.observation.ProviderSight.Health;
import dev.sluice.contract.snapshot.Objectives;
import dev.sluice.contract.snapshot.Policy.Intent;
import dev.sluice.contract.snapshot.Price;
import dev.sluice.contract.snapshot.ProviderClass;
import dev.sluice.control.pooling.CellView;
import dev.sluice.control.pooling.ProviderView;
import dev.sluice.control.pooling.Rates;
import java.util.List;
import org.junit.jupiter.api.Test;

class EstimateTest {
    private static Rates rates(double judged, double errorRate) {
        return new Rates(judged, errorRate, judged, 1);
    }

    private static CellView cell(Rates seconds, Rates tens, Rates minute) {
        return new CellView(List.of(seconds, tens, minute), 10, 10, 5_000_000, 5e7, 40_000_000, 90_000_000, false);
    }

    @Test
    void steadyProviderIsJudgedByTheLongestScale() {
        Estimate estimate =
                Estimate.of(cell(rates(40, 0.05), rates(160, 0.02), rates(700, 0.01)), ProviderView.NONE, 0);
        assertEquals(0.01, estimate.errorRate(), 0.001);
        assertEquals(120, estimate.seconds());
    }

    @Test
    void suddenFailureIsJudgedBySeconds() {
        Estimate estimate =
                Estimate.of(cell(rates(400, 0.6), rates(1_600, 0.15), rates(7_000, 0.04)), ProviderView.NONE, 0);
        assertEquals(0.59, estimate.errorRate(), 0.01);
        assertEquals(10, estimate.seconds());
    }

    @Test
    void oneFailureInThreeIsNoThird() {
        Estimate estimate = Estimate.of(cell(rates(3, 0.33), rates(3, 0.33), rates(3, 0.33)), ProviderView.NONE, 0);
        assertTrue(estimate.errorRate() < 0.1, "believes " + estimate.errorRate());
        assertFalse(estimate.known());
    }

    @Test
    void rareClassLearnsFromTheProvidersOtherClasses() {
        ProviderView failing = new ProviderView(
                Health.HEALTHY,
                null,
                List.of(rates(500, 0.7), rates(900, 0.7), rates(900, 0.7)),
                50,
                50,
                50,
                0,
                0,
                0,
                -1);
        Estimate estimate = Estimate.of(CellView.NONE, failing, 0);
        assertTrue(estimate.known());
        assertEquals(0.69, estimate.errorRate(), 0.02);
    }

    @Test
    void measuredMixOfMethodsCorrectsTheListPrice() {
        CellView dear = cell(rates(40, 0), rates(160, 0), rates(900, 0));
        assertEquals(
                (5_000_000 * 900.0 + 2_000_000 * 100) / 1_000,
                Estimate.of(dear, ProviderView.NONE, 2_000_000).pricePicos(),
                1);
    }

    @Test
    void listPriceOfAClassIsTheMeanOfItsMethods() {
        Price price = new Price(
                "USD", 10, List.of(new Price.MethodPrice("debug_*", 100), new Price.MethodPrice("eth_getLogs", 50)));
        assertEquals(10, ListPrice.picos(price, List.of()));
        assertEquals(75, ListPrice.picos(price, List.of("debug_*", "eth_getLogs")));
    }

    @Test
    void missedObjectivesCostMoreThanTheirPoints() {
        Estimate good = Estimate.of(cell(rates(40, 0), rates(160, 0), rates(900, 0)), ProviderView.NONE, 0);
        Estimate worse = Estimate.of(cell(rates(40, 0.02), rates(160, 0.02), rates(900, 0.02)), ProviderView.NONE, 0);
        Objectives strict = new Objectives(new Objectives.Availability(999_500, 1), null, List.of());
        IntentWeights weights = IntentWeights.of(Intent.BALANCED);
        Medians usual = Medians.byOrganization(List.of("a", "b"));
        Utility lax = Utility.over(weights, Objectives.NONE, List.of(good, worse), new long[2], usual);
        Utility bound = Utility.over(weights, strict, List.of(good, worse), new long[2], usual);
        assertTrue(lost(bound, good, worse) > 2 * lost(lax, good, worse));
        assertEquals(
                "more errors than the rest",
                bound.of(worse, ProviderClass.EDGE).flaw(bound.of(good, ProviderClass.EDGE)));
    }

    private static double lost(Utility utility, Estimate good, Estimate worse) {
        return utility.of(good, ProviderClass.EDGE).utility()
                - utility.of(worse, ProviderClass.EDGE).utility();
    }
}
