package dev.sluice.engine.routing;

import dev.sluice.engine.model.CandidateSet;
import dev.sluice.engine.model.CompiledBackend;
import dev.sluice.engine.model.CompiledMirror;
import dev.sluice.engine.model.CompiledProvider;
import dev.sluice.engine.telemetry.WindowClock;
import java.util.ArrayList;
import java.util.List;

/** Which requests are copied, and to whom. Owned by one event loop; backends without mirrors cost nothing. */
final class Mirrors {
    private static final int WHOLE_PPM = 1_000_000;

    /** Of one backend; an HTTPRoute cannot have more filters on rule and backend together. */
    private static final int MAX_MIRRORS = 63;

    private final CandidateFilter filter = new CandidateFilter();
    private final AttemptCost cost;
    private final WindowClock windows;
    private int nextEndpoint;

    Mirrors(AttemptCost cost, WindowClock windows) {
        this.cost = cost;
        this.windows = windows;
    }

    /** Counts the request in, so that of n requests each mirror takes its part, one more or less. @return one bit for each */
    long draw(LoopView view, CompiledBackend backend) {
        List<CompiledMirror> mirrors = backend.mirrors();
        long drawn = 0;
        for (int i = 0; i < mirrors.size() && i < MAX_MIRRORS; i++) {
            CompiledMirror mirror = mirrors.get(i);
            long credit = view.mirrorCredits[mirror.index()] + mirror.ppm();
            if (credit >= WHOLE_PPM) {
                credit -= WHOLE_PPM;
                drawn |= 1L << i;
            }
            view.mirrorCredits[mirror.index()] = credit;
        }
        return drawn;
    }

    /** Begins the copies drawn before. One without a provider to go to is left out. */
    List<Mirrored> begin(LoopView view, Exchange x, CompiledBackend backend, long nowNanos) {
        List<Mirrored> begun = new ArrayList<>();
        for (int i = 0; i < backend.mirrors().size() && i < MAX_MIRRORS; i++) {
            if ((x.mirrors & 1L << i) != 0) {
                CandidateSet set = backend.mirrors().get(i).candidates();
                int candidate = pick(view, set, nowNanos);
                if (candidate >= 0) {
                    CompiledProvider provider = set.candidates().get(candidate).provider();
                    view.begins(provider, nowNanos);
                    begun.add(new Mirrored(
                            provider,
                            provider.endpoints()
                                    .get(Math.floorMod(
                                            nextEndpoint++, provider.endpoints().size())),
                            view.cell(set, candidate),
                            windows,
                            cost.picos(x, provider.prices()),
                            nowNanos));
                }
            }
        }
        return begun;
    }

    /** By declared weights: no plan is made for copies, but they leave a provider that a plan leaves everywhere. */
    private int pick(LoopView view, CandidateSet set, long nowNanos) {
        if (filter.first(view, set, nowNanos) != Pick.PICKED) {
            return -1;
        }
        int[] shares = filter.sharesPpm();
        for (int i = 0; i < set.candidates().size(); i++) {
            shares[i] = view.serving.isDrained(set.candidates().get(i).provider(), nowNanos) ? 0 : shares[i];
        }
        return ShareLedger.pick(view.ledgers(set), shares);
    }
}
