package dev.sluice.engine;

import dev.sluice.contract.observation.Failure;
import dev.sluice.contract.observation.Observation;
import dev.sluice.contract.plan.Plan;
import dev.sluice.contract.snapshot.ConfigSnapshot;
import dev.sluice.contract.snapshot.HealthCheck;
import dev.sluice.contract.snapshot.RateLimit;
import dev.sluice.contract.snapshot.RequestClass;
import dev.sluice.engine.health.ClassHealth;
import dev.sluice.engine.health.ProviderHealth;
import dev.sluice.engine.limits.RateBook;
import dev.sluice.engine.model.CompileResult;
import dev.sluice.engine.model.CompiledEndpoint;
import dev.sluice.engine.model.CompiledProvider;
import dev.sluice.engine.model.ModelCompiler;
import dev.sluice.engine.model.RuntimeModel;
import dev.sluice.engine.model.Violation;
import dev.sluice.engine.routing.LoopRouter;
import dev.sluice.engine.routing.Serving;
import dev.sluice.engine.score.Place;
import dev.sluice.engine.telemetry.LoopReport;
import dev.sluice.engine.telemetry.WindowClock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What one gateway process serves and knows. Thread-safe: changes are locked and rare, event loops read one volatile
 * reference. All times are of one monotonic clock, in nanoseconds, unless their name says otherwise.
 */
public final class GatewayState {
    private final String reporter;
    private final Place here;
    private final long startedAtMillis;
    private final WindowClock windows;
    private final AtomicInteger loops = new AtomicInteger();
    private final HealthBook health = new HealthBook();
    private final RateBook rates = new RateBook();
    private final AtomicInteger nextEndpoint = new AtomicInteger();
    private volatile @Nullable Serving serving;
    private volatile @Nullable String rejection;
    private @Nullable Plan plan;
    private long planReceivedNanos;

    /** @param reporter the pod or process; @param startedAtMillis wall clock; @param startNanos monotonic clock */
    public GatewayState(String reporter, long startedAtMillis, long startNanos) {
        this(reporter, startedAtMillis, startNanos, Place.UNKNOWN);
    }

    /** @param here where it runs, for who prefers providers nearby */
    public GatewayState(String reporter, long startedAtMillis, long startNanos, Place here) {
        this.reporter = reporter;
        this.here = here;
        this.startedAtMillis = startedAtMillis;
        windows = new WindowClock(startNanos);
    }

    /** Serves a snapshot, or keeps the last good one and says why. An older snapshot than the served one is refused. */
    public CompileResult apply(ConfigSnapshot snapshot, long nowNanos) {
        CompileResult result = ModelCompiler.compile(snapshot);
        return switch (result) {
            case CompileResult.Compiled compiled -> serve(compiled.model(), null, Map.of(), nowNanos);
            case CompileResult.Rejected rejected -> reject(rejected);
        };
    }

    /**
     * Serves what was compiled before, for callers that prepare more than the engine knows in between.
     *
     * @param attachment what the caller prepared; a request finds it again by {@link
     *     dev.sluice.engine.routing.Exchange#attachment}, so that it never works with two versions
     * @param withheld as in {@link #withhold}, in force before the first request is
     */
    public synchronized CompileResult serve(
            RuntimeModel model, @Nullable Object attachment, Map<String, String> withheld, long nowNanos) {
        Serving before = serving;
        if (before != null && isOlder(model.epoch(), model.revision(), before.model())) {
            // Not what observations call a rejection: the newest snapshot is served.
            return new CompileResult.Rejected(List.of(new Violation(
                    "Gateway/" + model.gateway(),
                    "revision",
                    "is older than the served " + before.model().epoch() + "/"
                            + before.model().revision())));
        }
        Serving next = health.serve(model, rates, attachment, plan, planReceivedNanos, nowNanos);
        next.providers().forEach(p -> p.withhold(withheld.get(p.id())));
        rates.retain(model.policies().stream()
                .flatMap(each -> Stream.concat(
                        each.policy().clients().rateLimits().stream(),
                        each.classifier().classes().stream()
                                .map(RequestClass::rateLimit)
                                .filter(Objects::nonNull)))
                .map(RateLimit::policy)
                .collect(Collectors.toSet()));
        serving = next;
        rejection = null;
        return new CompileResult.Compiled(model);
    }

    /** A newer snapshot cannot be served: the last good one stays, and observations say why. */
    public CompileResult reject(CompileResult.Rejected rejected) {
        rejection = rejected.violations().stream().map(Violation::toString).collect(Collectors.joining("; "));
        return rejected;
    }

    /**
     * Providers that must not be asked now for reasons that are not measured: a credential that is not there, a name that
     * leads to a forbidden place.
     *
     * @param model the reasons were found for; they are ignored when it is not served any more
     * @param reasons by provider id; who is not in it is free again
     */
    public synchronized void withhold(RuntimeModel model, Map<String, String> reasons) {
        Serving now = serving;
        if (now != null && now.model() == model) {
            now.providers().forEach(p -> p.withhold(reasons.get(p.id())));
        }
    }

    /** Follows a plan from now on. The same plan again renews its lease; an older one is refused. */
    public synchronized boolean apply(Plan newer, long nowNanos) {
        Plan before = plan;
        if (before != null
                && (newer.epoch() < before.epoch()
                        || (newer.epoch() == before.epoch() && newer.revision() < before.revision()))) {
            return false;
        }
        plan = newer;
        planReceivedNanos = nowNanos;
        Serving now = serving;
        if (now != null) {
            serving = now.under(newer, nowNanos);
        }
        return true;
    }

    /** A router for one more event loop, to be used by that loop only. @param random of its own */
    public LoopRouter newLoop(RandomGenerator random) {
        loops.incrementAndGet();
        return new LoopRouter(() -> serving, loops::get, windows, random, here);
    }

    /** What is served; null before the first snapshot. */
    public @Nullable RuntimeModel model() {
        Serving now = serving;
        return now == null ? null : now.model();
    }

    /** Why the newest snapshot is not served; null when it is. */
    public @Nullable String rejection() {
        return rejection;
    }

    public boolean planInForce(long nowNanos) {
        Serving now = serving;
        return now != null && now.planInForce(nowNanos);
    }

    /** Clients that are counted apart by rate limits now. */
    public int clientsCounted() {
        return rates.clients();
    }

    /** Ends ejections, judges success rates and forgets quiet clients. To be called about once a second. */
    public void tick(long nowNanos) {
        Serving now = serving;
        if (now != null) {
            now.providers().forEach(p -> p.tick(nowNanos));
            now.detectors().forEach(d -> d.tick(nowNanos));
            for (ClassHealth each : now.classes()) {
                if (each != null) {
                    each.tick(nowNanos);
                }
            }
            rates.tick(nowNanos);
        }
    }

    /** Health checks to send now: of providers in use that gave no real answer lately, and of all that are out. */
    public List<Probe> probesDue(long nowNanos) {
        Serving now = serving;
        List<Probe> due = new ArrayList<>();
        if (now == null) {
            return due;
        }
        for (CompiledProvider provider : now.model().providers()) {
            HealthCheck check = provider.provider().healthCheck();
            if (check != null && now.providers().get(provider.index()).beginProbe(nowNanos)) {
                int turn = Math.floorMod(
                        nextEndpoint.getAndIncrement(), provider.endpoints().size());
                due.add(new Probe(provider, provider.endpoints().get(turn), check, now.attachment()));
            }
        }
        return due;
    }

    /**
     * A probe's result.
     *
     * @param failure null for a good answer
     * @param latencyNanos of the answer, or until it failed
     * @param headBlock the block it named; -1 for none
     */
    public void probed(Probe probe, @Nullable Failure failure, long latencyNanos, long headBlock, long nowNanos) {
        Serving now = serving;
        if (now == null) {
            return;
        }
        // The model may have changed since: the provider is found again by id.
        for (ProviderHealth provider : now.providers()) {
            if (provider.id().equals(probe.provider().id())) {
                if (probe.isRequest()) {
                    provider.billed(probe.costPicos());
                }
                provider.probed(failure, nowNanos);
                if (headBlock >= 0) {
                    provider.sawHead(headBlock);
                }
            }
        }
        for (CompiledEndpoint endpoint : now.model().endpoints()) {
            if (failure != null && endpoint.id().equals(probe.endpoint().id())) {
                now.endpoints().get(endpoint.index()).failed(latencyNanos, 0, nowNanos);
            }
        }
    }

    /**
     * One reading of everything. Loops report first, each on its own thread and all with this {@code nowNanos}.
     *
     * @param reports of all loops
     */
    public Observation observe(List<LoopReport> reports, long nowMillis, long nowNanos) {
        Serving now = serving;
        LoopReport sum = LoopReport.merge(reports);
        Plan followed = now == null ? null : now.plan();
        return new Observation(
                now == null ? "" : now.model().gateway(),
                reporter,
                startedAtMillis,
                nowMillis,
                now == null ? 0 : now.model().epoch(),
                now == null ? 0 : now.model().revision(),
                followed == null ? 0 : followed.epoch(),
                followed == null ? 0 : followed.revision(),
                now != null && now.planInForce(nowNanos),
                rejection,
                sum.traffic(),
                now == null
                        ? List.of()
                        : now.providers().stream().map(ProviderHealth::sight).toList(),
                sum.clients(),
                sum.classes());
    }

    private static boolean isOlder(long epoch, long revision, RuntimeModel than) {
        return epoch < than.epoch() || (epoch == than.epoch() && revision < than.revision());
    }
}
