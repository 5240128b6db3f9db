package dev.sluice.simulation.strategy;

import dev.sluice.contract.observation.Failure;
import dev.sluice.contract.snapshot.ConfigSnapshot;
import dev.sluice.contract.snapshot.Policy;
import dev.sluice.contract.snapshot.Pool;
import dev.sluice.contract.snapshot.Provider;
import dev.sluice.engine.health.OutlierDetector;
import dev.sluice.engine.health.ProviderHealth;
import dev.sluice.engine.limits.RetryBudget;
import dev.sluice.simulation.world.DataPlane;
import dev.sluice.simulation.world.Flight;
import dev.sluice.simulation.world.Site;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A gateway of the usual kind: outlier ejection, a panic threshold, a retry to another seller in another failure domain as long
 * as there is one, and a {@link Balancer}.
 */
final class PlainGateway implements DataPlane {
    private final Site site;
    private final List<String> ids;
    private final Function<Known, Balancer> made;
    private final List<ProviderHealth> health;
    private final boolean[] allowed;
    private final boolean[] open;
    private final String[] domains;
    private final RetryBudget budget = new RetryBudget(0);
    private Pool.RetryBudget budgetSettings = Pool.RetryBudget.DEFAULT;
    private @Nullable OutlierDetector detector;
    private @Nullable Balancer balancer;
    private int retries;
    private int panicPercent;
    private long revision;

    /** What a gateway of this kind knows by its configuration. @param allowed who has joined and may be asked by law */
    record Known(Site site, List<Provider> providers, boolean[] allowed, Policy policy) {
        int sellers() {
            return providers.size();
        }
    }

    PlainGateway(Site site, Function<Known, Balancer> made) {
        this.made = made;
        ids = site.ids();
        health = ids.stream().map(ProviderHealth::new).toList();
        allowed = new boolean[ids.size()];
        open = new boolean[ids.size()];
        domains = new String[ids.size()];
        this.site = site;
    }

    @Override
    public void load(ConfigSnapshot snapshot, long nowNanos) {
        revision = snapshot.revision();
        Pool pool = snapshot.pools().getFirst();
        Policy policy = snapshot.policies().stream()
                .filter(each -> !each.id().equals(Policy.NONE))
                .findFirst()
                .orElse(Policy.DEFAULTS);
        List<Provider> providers = new ArrayList<>();
        for (int i = 0; i < allowed.length; i++) {
            Optional<Provider> there = find(snapshot, ids.get(i));
            // For one that has not joined yet anybody stands in, and is not asked.
            Provider provider = there.orElse(snapshot.providers().getFirst());
            providers.add(provider);
            allowed[i] = there.isPresent() && policy.constraints().permits(provider);
            domains[i] = provider.failureDomain();
        }
        retries = policy.retry().attempts();
        panicPercent = pool.panicThresholdPercent();
        budgetSettings = pool.retryBudget();
        detector = new OutlierDetector(pool.outlierDetection(), health, detector, nowNanos);
        Known known = new Known(site, providers, allowed.clone(), policy);
        Balancer before = balancer;
        if (before == null) {
            balancer = made.apply(known);
        } else {
            before.configure(known);
        }
    }

    @Override
    public int first(Flight flight, long nowNanos) {
        budget.request(nowNanos);
        int usable = 0;
        int all = 0;
        for (int i = 0; i < open.length; i++) {
            open[i] = allowed[i] && !health.get(i).isEjected();
            usable += open[i] ? 1 : 0;
            all += allowed[i] ? 1 : 0;
        }
        if (usable * 100 < all * panicPercent) {
            System.arraycopy(allowed, 0, open, 0, open.length);
        }
        return all == 0 ? NOBODY : begin(nowNanos);
    }

    @Override
    public int again(Flight flight, long nowNanos) {
        if (flight.attempts > retries
                || !budget.tryRetry(budgetSettings.percent(), budgetSettings.minPerSecond(), nowNanos)) {
            return NOBODY;
        }
        int others = 0;
        int elsewhere = 0;
        for (int i = 0; i < open.length; i++) {
            open[i] = allowed[i] && !health.get(i).isEjected() && i != flight.seller;
            others += open[i] ? 1 : 0;
            elsewhere += open[i] && !domains[i].equals(domains[flight.seller]) ? 1 : 0;
        }
        for (int i = 0; i < open.length && elsewhere > 0; i++) {
            open[i] &= !domains[i].equals(domains[flight.seller]);
        }
        return others == 0 ? NOBODY : begin(nowNanos);
    }

    @Override
    public void answered(Flight flight, long nowNanos) {
        health.get(flight.seller).end();
        health.get(flight.seller).answered(nowNanos);
        balancer().answered(flight.seller, nowNanos - flight.attemptNanos, nowNanos);
    }

    @Override
    public void failed(Flight flight, int status, long nowNanos) {
        ProviderHealth at = health.get(flight.seller);
        at.end();
        Failure failure = flight.failure;
        if (failure == Failure.RATE_LIMITED) {
            at.faulted(failure);
        } else if (failure != null && detector != null) {
            detector.failed(at, at.failed(failure), nowNanos);
        }
        balancer().failed(flight.seller, nowNanos - flight.attemptNanos, nowNanos);
    }

    @Override
    public void finished(Flight flight, int status, long nowNanos) {}

    @Override
    public void tick(long nowNanos) {
        health.forEach(each -> each.tick(nowNanos));
        if (detector != null) {
            detector.tick(nowNanos);
        }
    }

    @Override
    public long revision() {
        return revision;
    }

    @Override
    public double @Nullable [] intended() {
        return balancer instanceof Clairvoyant all ? all.shares() : null;
    }

    private int begin(long nowNanos) {
        int seller = balancer().pick(open, nowNanos);
        health.get(seller).begin();
        balancer().began(seller, nowNanos);
        return seller;
    }

    private Balancer balancer() {
        Balancer known = balancer;
        if (known == null) {
            throw new IllegalStateException("no snapshot was loaded");
        }
        return known;
    }

    private static Optional<Provider> find(ConfigSnapshot snapshot, String id) {
        return snapshot.providers().stream()
                .filter(each -> each.id().equals(id))
                .findFirst();
    }
}
