package dev.sluice.operator.status.measure;

import dev.sluice.contract.snapshot.Pool;
import dev.sluice.contract.snapshot.Provider;
import dev.sluice.control.account.QuoteStand;
import dev.sluice.control.plan.PlanFinding;
import dev.sluice.control.status.Condition;
import dev.sluice.control.status.Condition.Status;
import dev.sluice.operator.status.GatewayView;
import dev.sluice.operator.status.Usage;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What was measured at one moment, of any object that is asked for. To be used before the next is measured. */
public final class Measured {
    private final Usage usage;
    private final Map<String, Condition> health;
    private final Reports reports;
    private final LastMoves moves;
    private final Spending spending;
    private final Map<String, QuoteStand> quotes;
    private final Map<String, List<Sample>> bySeller;
    private final Map<String, List<Sample>> byPool;
    private final Map<String, List<Sample>> byPolicy = new HashMap<>();
    private final Map<String, List<Sample>> byGateway;

    Measured(
            Usage usage,
            List<Sample> samples,
            Map<String, Condition> health,
            Reports reports,
            LastMoves moves,
            Spending spending,
            Map<String, QuoteStand> quotes) {
        this.usage = usage;
        this.health = health;
        this.reports = reports;
        this.moves = moves;
        this.spending = spending;
        this.quotes = quotes;
        bySeller = samples.stream().collect(Collectors.groupingBy(Sample::seller));
        byPool = samples.stream()
                .collect(Collectors.groupingBy(s -> s.decision().key().pool()));
        byGateway = samples.stream().collect(Collectors.groupingBy(Sample::gateway));
        for (Sample sample : samples) {
            Usage.merged(sample.decision().key().policy())
                    .forEach(policy -> byPolicy.computeIfAbsent(policy, p -> new ArrayList<>())
                            .add(sample));
        }
    }

    /** Healthy, with what is wrong. */
    public Condition health(String seller) {
        return health.getOrDefault(seller, HealthVotes.unknown());
    }

    public Measures provider(String id) {
        List<Sample> samples = bySeller.getOrDefault(id, List.of());
        Double share = samples.isEmpty() ? null : providerShare(samples);
        Face face = new Face(
                share == null ? null : Amounts.percent(share),
                p95(samples),
                spending.today(List.of(id)),
                Average.largest(samples).map(s -> s.decision().reason()).orElse(null));
        List<Condition> conditions =
                new ArrayList<>(List.of(health(id), reports.available(usage.gateways(Usage.ref("Provider", id)))));
        QuoteStand quote = quotes.get(id);
        if (quote != null) {
            conditions.add(Prices.current(quote));
        }
        return new Measures(face, null, conditions);
    }

    public Measures pool(String id) {
        List<GatewayView> users = usage.gateways(Usage.ref("ProviderPool", id));
        Set<String> members = members(users, List.of(id));
        boolean alone = members.stream().allMatch(m -> usage.pools(m).equals(Set.of(id)));
        return group(
                Measuring.pool(id),
                id,
                byPool.getOrDefault(id, List.of()),
                alone ? members : Set.of(),
                List.of(anyHealthy(members, "member of the pool"), reports.available(users)));
    }

    public Measures policy(String id) {
        List<GatewayView> users = usage.gateways(Usage.ref("RoutingPolicy", id));
        List<String> pools = usage.governed(id);
        Set<String> members = members(users, pools);
        boolean alone = members.stream()
                .flatMap(member -> usage.pools(member).stream())
                .flatMap(pool -> usage.policies(pool).stream())
                .allMatch(policy -> Usage.merged(policy).contains(id));
        Objectives objectives = Objectives.of(id, users);
        List<Condition> conditions = new ArrayList<>(List.of(
                everyPoolHealthy(users, pools),
                reports.available(users),
                Bounds.relaxed(users, finding -> concerns(finding, id))));
        spending.withinBudget(id, users).ifPresent(conditions::add);
        objectives.condition().ifPresent(conditions::add);
        Measures group = group(
                Measuring.policy(id), id, byPolicy.getOrDefault(id, List.of()), alone ? members : Set.of(), conditions);
        String booked = spending.ofPolicy(id);
        Face face = new Face(
                group.face().shares(),
                group.face().p95(),
                booked != null ? booked : group.face().cost(),
                spending.left(id),
                objectives.left(),
                group.face().reason());
        return new Measures(face, group.shares(), group.conditions());
    }

    /** Of a RoutingPolicy. */
    public Objectives objectives(String id) {
        return Objectives.of(id, usage.gateways(Usage.ref("RoutingPolicy", id)));
    }

    /** Of all traffic of a Gateway; shares are those of its largest. */
    public Measures gateway(GatewayView gateway) {
        List<Sample> samples = byGateway.getOrDefault(gateway.id(), List.of());
        List<Sample> largest = Average.largest(samples)
                .map(top ->
                        samples.stream().filter(s -> s.key().equals(top.key())).toList())
                .orElse(List.of());
        Measures all = group(
                Measuring.gateway(gateway.id()),
                gateway.id(),
                largest,
                Set.of(),
                List.of(
                        everyPoolHealthy(
                                List.of(gateway),
                                gateway.wanted().pools().stream().map(Pool::id).toList()),
                        reports.available(List.of(gateway)),
                        Bounds.relaxed(List.of(gateway), finding -> true)));
        Face face = new Face(
                all.face().shares(),
                p95(samples),
                Prices.perMillion(gateway, samples),
                all.face().reason());
        return new Measures(face, all.shares(), all.conditions());
    }

    private Measures group(
            String subject, String id, List<Sample> samples, Collection<String> spenders, List<Condition> conditions) {
        String namespace = id.substring(0, id.indexOf('/') + 1);
        Map<String, Double> named = new HashMap<>();
        Average.shares(samples)
                .forEach((seller, share) ->
                        named.put(seller.startsWith(namespace) ? seller.substring(namespace.length()) : seller, share));
        Shares shares = new Shares(named);
        String reason = moves.reason(subject)
                .or(() -> Average.largest(samples).map(LastMoves::words))
                .orElse(null);
        return new Measures(
                new Face(shares.text(), p95(samples), spending.today(spenders), reason), shares, conditions);
    }

    /** A provider's share of each key counts by the traffic of the key. */
    private static double providerShare(List<Sample> samples) {
        return Average.shares(samples).values().stream().findFirst().orElse(0.0);
    }

    private static @Nullable String p95(List<Sample> samples) {
        var nanos = Average.p95Nanos(samples);
        return nanos.isPresent() ? Amounts.millis(nanos.getAsDouble()) : null;
    }

    private static Set<String> members(List<GatewayView> users, Collection<String> pools) {
        return users.stream()
                .flatMap(gateway -> gateway.wanted().pools().stream())
                .filter(pool -> pools.contains(pool.id()))
                .flatMap(pool -> pool.members().stream())
                .map(member -> Provider.sellerOf(member.provider()))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private Condition everyPoolHealthy(List<GatewayView> users, List<String> pools) {
        Condition all = HealthVotes.unknown();
        for (String pool : pools) {
            Condition one = anyHealthy(members(users, List.of(pool)), "member of " + pool);
            if (one.status() == Status.FALSE) {
                return one;
            }
            all = one.holds() ? one : all;
        }
        return all;
    }

    private Condition anyHealthy(Set<String> members, String words) {
        List<Condition> each = members.stream().map(this::health).toList();
        if (each.stream().anyMatch(Condition::holds)) {
            return MeasuredCondition.HEALTHY.is(Status.TRUE, "Healthy", "there are healthy providers");
        }
        if (each.isEmpty() || each.stream().anyMatch(c -> c.status() == Status.UNKNOWN)) {
            return HealthVotes.unknown();
        }
        String first = members.iterator().next();
        return MeasuredCondition.HEALTHY.is(
                Status.FALSE,
                "NoHealthyProvider",
                "no %s is healthy; %s: %s".formatted(words, first, health(first).message()));
    }

    private static boolean concerns(PlanFinding finding, String policy) {
        return finding.key() != null
                && Usage.merged(Objects.requireNonNull(finding.key()).policy()).contains(policy);
    }
}
