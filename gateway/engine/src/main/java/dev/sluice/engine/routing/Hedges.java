package dev.sluice.engine.routing;

import dev.sluice.contract.snapshot.Policy;
import dev.sluice.engine.model.CandidateSet;
import dev.sluice.engine.model.CompiledProvider;
import dev.sluice.engine.model.RuntimeModel;
import dev.sluice.engine.telemetry.RecentLatency;

/**
 * Second attempts for slow answers ("The Tail at Scale", Dean and Barroso 2013): when one is worth its price, and where it
 * goes. Reads only, one for each request, to another failure domain, within the policy's budget. Owned by one event loop;
 * policies without hedging cost a null check.
 */
final class Hedges {
    private final CandidateFilter filter;
    private final Pickers pickers;

    Hedges(CandidateFilter filter, Pickers pickers) {
        this.filter = filter;
        this.pickers = pickers;
    }

    /** Counts a first attempt, of which the budget is a part. */
    void begun(LoopView view, Exchange x) {
        Policy.Hedge settings = x.service().policy().policy().hedge();
        if (settings != null && x.readOnly) {
            view.hedgeBudget(x.candidates()).request(settings.budgetPercent());
        }
    }

    /** How long the attempt's answer is not late yet; -1 where no second attempt may follow. */
    long delayNanos(Exchange x) {
        Policy.Hedge settings = x.service().policy().policy().hedge();
        if (settings == null || !isPossible(x) || x.current.cell == null) {
            return -1;
        }
        RecentLatency recent = x.current.cell.recent();
        return recent.quantileNanos(settings.afterQuantilePpm());
    }

    /** @return the candidate for the second attempt, which is paid from the budget; -1 for none */
    int pick(LoopView view, Exchange x, RuntimeModel newest, long nowNanos) {
        if (!isPossible(x) || filter.retry(view, x, newest, nowNanos) != Pick.PICKED) {
            return -1;
        }
        CandidateSet set = x.candidates();
        int drawn = pickers.pick(view, x, filter.sharesPpm(), nowNanos);
        CompiledProvider provider = set.candidates().get(drawn).provider();
        // What a retry would settle for, having nothing better, is not worth a second price.
        boolean better = !x.hasTriedDomain(provider.failureDomain())
                && view.serving.providers.get(provider.index()).isUsable();
        return better && view.hedgeBudget(set).tryHedge() ? drawn : -1;
    }

    private static boolean isPossible(Exchange x) {
        return x.readOnly && !x.hedged && x.current.underWay && x.attempts < Exchange.MAX_ATTEMPTS;
    }
}
