package dev.sluice.control.plan.assess;

import dev.sluice.contract.plan.PlanKey;
import dev.sluice.contract.snapshot.Pool.Member;
import dev.sluice.contract.snapshot.Provider;
import dev.sluice.contract.snapshot.RequestClass;
import dev.sluice.control.forecast.Foresight;
import dev.sluice.control.plan.fill.Rounding;
import dev.sluice.control.plan.step.Standing;
import dev.sluice.control.plan.worth.Estimate;
import dev.sluice.control.plan.worth.IntentWeights;
import dev.sluice.control.plan.worth.ListPrice;
import dev.sluice.control.plan.worth.Medians;
import dev.sluice.control.plan.worth.Utility;
import dev.sluice.control.pooling.Cell;
import dev.sluice.control.pooling.CellView;
import dev.sluice.control.pooling.ProviderView;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Looks at each member of a pool for one key: may it serve, how does it do, what is it worth. */
public final class Assessment {
    /** Fewer good answers than this part of the best's: a bad provider. */
    public static final double FAILING_QUALITY = 0.5;

    /** Fewer good answers than this part of the best's: leave without waiting, at the policy's pace. */
    public static final double DECLINING_QUALITY = 0.9;

    /** As much by errors alone. */
    public static final double DECLINING_ERROR_RATE = 0.03;

    private Assessment() {}

    public static List<Candidate> of(PlanKeys.Scope scope, World world) {
        List<Member> members = scope.pool().members();
        List<String> methods = methods(scope);
        List<Provider> providers = new ArrayList<>();
        List<String> refusals = new ArrayList<>();
        List<Estimate> estimates = new ArrayList<>();
        long[] listPrices = new long[members.size()];
        List<Cell> cells = new ArrayList<>();
        List<Boolean> disputed = new ArrayList<>();
        List<ProviderView> views = new ArrayList<>();
        for (Member member : members) {
            Provider provider = world.provider(member.provider());
            long listPrice = ListPrice.picos(provider.price(), methods);
            providers.add(provider);
            refusals.add(
                    Eligibility.refusal(provider, scope, member.weight(), world).orElse(""));
            listPrices[cells.size()] = listPrice;
            Cell cell = new Cell(scope.key(), provider.id());
            CellView seen = world.pooled().cell(cell);
            cells.add(cell);
            disputed.add(seen.disagreement());
            ProviderView view = world.pooled().provider(provider.id());
            views.add(view);
            estimates.add(Estimate.of(seen, view, listPrice));
        }
        IntentWeights weights = IntentWeights.of(scope.policy().intent())
                .withPriceMore(world.books().priceWeight(scope.policy().id()))
                .withShortfallFor(world.burning(scope.key()));
        Medians usual = Medians.byOrganization(
                providers.stream().map(Provider::organization).toList());
        Utility byAll = Utility.over(weights, scope.policy().objectives(), estimates, listPrices, usual);
        int[] declared = declaredPpm(members, refusals);
        double best = bestQuality(byAll, estimates, providers, refusals, world);
        boolean looksAhead = world.foresight() != Foresight.NONE;
        if (looksAhead) {
            new Prospect(scope, world, byAll, best).apply(providers, cells, estimates);
        }
        Utility utility = withUsualPrice(byAll, best, estimates, listPrices, usual, refusals);
        List<Candidate> candidates = new ArrayList<>();
        for (int i = 0; i < members.size(); i++) {
            Estimate estimate = estimates.get(i);
            boolean refused = !refusals.get(i).isEmpty();
            candidates.add(new Candidate(
                    providers.get(i),
                    members.get(i).weight(),
                    declared[i],
                    members.get(i).priority(),
                    refused ? refusals.get(i) : null,
                    views.get(i),
                    disputed.get(i),
                    estimate,
                    utility.of(estimate, providers.get(i).providerClass()),
                    refused
                            ? Standing.REFUSED
                            : standing(
                                    utility.quality(estimate),
                                    best,
                                    estimate,
                                    world.outages()
                                            .down()
                                            .contains(providers.get(i).id()))));
        }
        return candidates;
    }

    /** By list prices of those that are good: identities without number that are cheap and bad do not say what is dear. */
    private static Utility withUsualPrice(
            Utility utility,
            double best,
            List<Estimate> estimates,
            long[] listPrices,
            Medians usual,
            List<String> refusals) {
        long[] prices = new long[listPrices.length];
        for (int i = 0; i < prices.length; i++) {
            boolean good = refusals.get(i).isEmpty()
                    && estimates.get(i).known()
                    && utility.quality(estimates.get(i)) >= DECLINING_QUALITY * best;
            prices[i] = good ? listPrices[i] : 0;
        }
        return utility.withReference(prices, usual);
    }

    private static Standing standing(double quality, double best, Estimate estimate, boolean down) {
        if (down) {
            return Standing.DOWN;
        }
        if (!estimate.known()) {
            return Standing.UNKNOWN;
        }
        // A forecast may nudge, never eject.
        if (quality < FAILING_QUALITY * best && estimate.foreseen() == null) {
            return Standing.FAILING;
        }
        boolean declining = quality < DECLINING_QUALITY * best || estimate.errorRate() > DECLINING_ERROR_RATE;
        return declining || estimate.foreseen() != null ? Standing.DECLINING : Standing.GOOD;
    }

    /** Against what others are bad: the best known one, but at least a fair one, so that all can be bad at once. */
    private static double bestQuality(
            Utility utility, List<Estimate> estimates, List<Provider> providers, List<String> refusals, World world) {
        double best = FAIR_QUALITY;
        for (int i = 0; i < providers.size(); i++) {
            if (refusals.get(i).isEmpty()
                    && estimates.get(i).known()
                    && !world.outages().down().contains(providers.get(i).id())) {
                best = Math.max(best, utility.quality(estimates.get(i)));
            }
        }
        return best;
    }

    private static final double FAIR_QUALITY = 0.5;

    private static List<String> methods(PlanKeys.Scope scope) {
        PlanKey key = scope.key();
        return scope.policy().requestClasses().stream()
                .filter(each -> each.name().equals(key.requestClass()))
                .findFirst()
                .map(RequestClass::methods)
                .orElse(List.of());
    }

    /** By weight within the first priority that may serve; all zero where nobody may. */
    private static int[] declaredPpm(List<Member> members, List<String> refusals) {
        int first = Integer.MAX_VALUE;
        for (int i = 0; i < members.size(); i++) {
            if (refusals.get(i).isEmpty()) {
                first = Math.min(first, members.get(i).priority());
            }
        }
        double[] weights = new double[members.size()];
        for (int i = 0; i < weights.length; i++) {
            boolean serves = refusals.get(i).isEmpty() && members.get(i).priority() == first;
            weights[i] = serves ? members.get(i).weight() : 0;
        }
        return Arrays.stream(weights).sum() > 0 ? Rounding.toPpm(weights) : new int[weights.length];
    }
}
