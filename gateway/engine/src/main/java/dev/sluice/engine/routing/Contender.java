package dev.sluice.engine.routing;

import dev.sluice.contract.plan.Plan;
import dev.sluice.contract.snapshot.Provider;
import dev.sluice.engine.health.EndpointLoad;
import dev.sluice.engine.health.ProviderHealth;
import dev.sluice.engine.model.CandidateSet;
import dev.sluice.engine.model.CompiledEndpoint;
import dev.sluice.engine.model.CompiledProvider;
import dev.sluice.engine.score.Place;
import dev.sluice.engine.score.Prospect;
import java.util.Arrays;
import java.util.List;

/**
 * Points at one candidate of a pick after the other, and looks up what scorers ask for; what nobody asks for costs nothing.
 * Scratch of one event loop; {@link #round} comes before everything else.
 */
final class Contender implements Prospect {
    private static final int TAIL_PPM = 950_000;
    private static final long NOT_LOOKED_UP = -2;

    private final AttemptCost cost;
    private final Place here;
    private LoopView view;
    private Exchange x;
    private CandidateSet set;
    private int[] sharesPpm;
    private long nowNanos;
    private int candidate;
    private double leastLatencyNanos;
    private long leastTailNanos;
    private long leastPricePicos;
    private long usualHeadBlock;
    private long[] heads = new long[16];

    @SuppressWarnings("NullAway.Init") // Set by round.
    Contender(AttemptCost cost, Place here) {
        this.cost = cost;
        this.here = here;
    }

    /** A new pick. @param sharesPpm as {@link Picker#pick} has them */
    void round(LoopView ofLoop, Exchange request, int[] sharesPpm, long nowNanos) {
        view = ofLoop;
        x = request;
        set = request.candidates();
        this.sharesPpm = sharesPpm;
        this.nowNanos = nowNanos;
        leastLatencyNanos = NOT_LOOKED_UP;
        leastTailNanos = NOT_LOOKED_UP;
        leastPricePicos = NOT_LOOKED_UP;
        usualHeadBlock = NOT_LOOKED_UP;
    }

    Contender at(int index) {
        candidate = index;
        return this;
    }

    @Override
    public Provider provider() {
        return compiled(candidate).provider();
    }

    @Override
    public double latencyNanos() {
        return latencyNanos(candidate);
    }

    @Override
    public double leastLatencyNanos() {
        if (leastLatencyNanos == NOT_LOOKED_UP) {
            leastLatencyNanos = Double.MAX_VALUE;
            for (int i = 0; i < size(); i++) {
                leastLatencyNanos = sharesPpm[i] > 0 ? Math.min(leastLatencyNanos, latencyNanos(i)) : leastLatencyNanos;
            }
        }
        return leastLatencyNanos;
    }

    @Override
    public long tailNanos() {
        return tailNanos(candidate);
    }

    @Override
    public long leastTailNanos() {
        if (leastTailNanos == NOT_LOOKED_UP) {
            leastTailNanos = -1;
            for (int i = 0; i < size(); i++) {
                long tail = sharesPpm[i] > 0 ? tailNanos(i) : -1;
                leastTailNanos = tail >= 0 && (leastTailNanos < 0 || tail < leastTailNanos) ? tail : leastTailNanos;
            }
        }
        return leastTailNanos;
    }

    @Override
    public double errorRate() {
        return view.cell(set, candidate).errors().rate(nowNanos);
    }

    @Override
    public long headBlock() {
        return health(candidate).headBlock();
    }

    @Override
    public long usualHeadBlock() {
        if (usualHeadBlock == NOT_LOOKED_UP) {
            usualHeadBlock = median();
        }
        return usualHeadBlock;
    }

    @Override
    public long pricePicos() {
        return cost.picos(x, compiled(candidate).prices());
    }

    @Override
    public long leastPricePicos() {
        if (leastPricePicos == NOT_LOOKED_UP) {
            leastPricePicos = Long.MAX_VALUE;
            for (int i = 0; i < size(); i++) {
                leastPricePicos = sharesPpm[i] > 0
                        ? Math.min(leastPricePicos, cost.picos(x, compiled(i).prices()))
                        : leastPricePicos;
            }
        }
        return leastPricePicos;
    }

    @Override
    public int inFlight() {
        return health(candidate).inFlight();
    }

    /** What the provider can take is for all processes, the circuit breaker for each. */
    @Override
    public int maxInFlight() {
        int most = Math.max(1, set.pool().pool().circuitBreaker().maxRequests());
        int declared = provider().capacity().concurrentRequests();
        Plan plan = view.serving.plan();
        int part = plan == null ? declared : declared / Math.max(1, plan.processes());
        return declared == 0 ? most : Math.min(most, Math.max(1, part));
    }

    @Override
    public int ofSameOrganization() {
        String organization = provider().organization();
        int same = 0;
        for (int i = 0; i < size(); i++) {
            same += sharesPpm[i] > 0 && compiled(i).provider().organization().equals(organization) ? 1 : 0;
        }
        return same;
    }

    @Override
    public Place here() {
        return here;
    }

    private double latencyNanos(int index) {
        List<CompiledEndpoint> endpoints = compiled(index).endpoints();
        double least = Double.MAX_VALUE;
        for (int i = 0; i < endpoints.size(); i++) {
            EndpointLoad load = view.serving.endpoints.get(endpoints.get(i).index());
            least = Math.min(least, load.cost(nowNanos));
        }
        return least;
    }

    private long tailNanos(int index) {
        return view.cell(set, index).recent().quantileNanos(TAIL_PPM);
    }

    private long median() {
        if (heads.length < size()) {
            heads = new long[size()];
        }
        int known = 0;
        for (int i = 0; i < size(); i++) {
            long head = sharesPpm[i] > 0 ? health(i).headBlock() : -1;
            if (head >= 0) {
                heads[known++] = head;
            }
        }
        Arrays.sort(heads, 0, known);
        return known == 0 ? -1 : heads[known / 2];
    }

    private int size() {
        return set.candidates().size();
    }

    private CompiledProvider compiled(int index) {
        return set.candidates().get(index).provider();
    }

    private ProviderHealth health(int index) {
        return view.serving.providers.get(compiled(index).index());
    }
}
