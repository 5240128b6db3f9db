package dev.sluice.standalone.preview;

import dev.sluice.contract.observation.Reading;
import dev.sluice.contract.plan.PlanKey;
import dev.sluice.contract.snapshot.ConfigSnapshot;
import dev.sluice.contract.snapshot.Policy;
import dev.sluice.control.replay.Hindsight;
import dev.sluice.control.replay.Past;
import dev.sluice.control.replay.Replay;
import dev.sluice.standalone.preview.PreviewReport.ClassDiff;
import dev.sluice.standalone.preview.PreviewReport.Figures;
import dev.sluice.standalone.preview.PreviewReport.GatewayDiff;
import dev.sluice.standalone.preview.PreviewReport.ObjectiveDiff;
import dev.sluice.standalone.preview.PreviewReport.ShareDiff;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/** One Gateway's recording, planned twice. */
final class GatewayComparison {
    private static final double PICOS = 1e12;
    private static final double MILLIS_PER_DAY = 86_400_000;

    private final Past past;
    private final Optional<Hindsight> before;
    private final Hindsight after;

    private GatewayComparison(Past past, Optional<Hindsight> before, Hindsight after) {
        this.past = past;
        this.before = before;
        this.after = after;
    }

    /** @param before empty for a Gateway that is new */
    static GatewayDiff of(Optional<ConfigSnapshot> before, ConfigSnapshot after, List<Reading> readings) {
        GatewayComparison compared = new GatewayComparison(
                Past.of(readings), before.map(snapshot -> Replay.of(snapshot, readings)), Replay.of(after, readings));
        return new GatewayDiff(
                after.gateway(),
                compared.past.fromMillis(),
                compared.past.untilMillis(),
                readings.size(),
                compared.after.keys().stream().map(compared::diff).toList(),
                compared.objectives(after.policies()),
                compared.findings());
    }

    private ClassDiff diff(Hindsight.Key key) {
        Optional<Hindsight.Key> known = known(key.key());
        return new ClassDiff(
                key.key().policy(),
                key.key().pool(),
                key.key().requestClass(),
                key.source().requestClass(),
                Math.round(key.requests()),
                shares(key, known),
                known.map(GatewayComparison::figures).orElse(null),
                figures(key));
    }

    /** The same key, or that of the same pool and class under other policies. */
    private Optional<Hindsight.Key> known(PlanKey key) {
        List<Hindsight.Key> keys = before.map(Hindsight::keys).orElse(List.of());
        return keys.stream().filter(each -> each.key().equals(key)).findFirst().or(() -> keys.stream()
                .filter(each -> each.key().pool().equals(key.pool())
                        && each.key().requestClass().equals(key.requestClass()))
                .findFirst());
    }

    private List<ShareDiff> shares(Hindsight.Key key, Optional<Hindsight.Key> known) {
        Past.Key was = past.keys().get(key.source());
        TreeSet<String> providers = new TreeSet<>(key.shares().keySet());
        known.ifPresent(each -> providers.addAll(each.shares().keySet()));
        List<ShareDiff> shares = new ArrayList<>();
        for (String provider : providers) {
            shares.add(new ShareDiff(
                    provider,
                    was == null ? null : was.shares().get(provider),
                    known.map(each -> each.shares().get(provider)).orElse(null),
                    key.shares().get(provider),
                    key.lastShares().get(provider)));
        }
        return shares;
    }

    private static Figures figures(Hindsight.Key key) {
        Map<String, Double> perMillion = new TreeMap<>();
        key.costPicos().forEach((currency, picos) -> perMillion.put(currency, picos / key.requests() / PICOS * 1e6));
        return new Figures(key.answered(), key.inTime(), perMillion, key.unmeasured());
    }

    private List<ObjectiveDiff> objectives(List<Policy> policies) {
        List<ObjectiveDiff> objectives = new ArrayList<>();
        for (Policy policy : policies) {
            List<Hindsight.Key> keys = after.keys().stream()
                    .filter(each -> each.key().policy().equals(policy.id()))
                    .toList();
            List<Hindsight.Key> known =
                    keys.stream().flatMap(each -> known(each.key()).stream()).toList();
            if (!keys.isEmpty()) {
                objectives.addAll(
                        Judgement.of(policy, judged(known), judged(keys).orElseThrow()));
            }
        }
        return objectives;
    }

    private Optional<Judgement> judged(List<Hindsight.Key> keys) {
        double requests = keys.stream().mapToDouble(Hindsight.Key::requests).sum();
        if (requests <= 0) {
            return Optional.empty();
        }
        double days = Math.max(1, past.untilMillis() - past.fromMillis()) / MILLIS_PER_DAY;
        Map<String, Double> costs = new TreeMap<>();
        keys.forEach(key ->
                key.costPicos().forEach((currency, picos) -> costs.merge(currency, picos / PICOS / days, Double::sum)));
        return Optional.of(new Judgement(
                keys.stream()
                                .mapToDouble(each -> each.requests() * each.answered())
                                .sum()
                        / requests,
                keys.stream()
                                .mapToDouble(each -> each.requests() * each.inTime())
                                .sum()
                        / requests,
                costs));
    }

    /** What plans would remark that they did not before, with the part of the plans that would. */
    private List<String> findings() {
        Map<String, Integer> known = before.map(Hindsight::findings).orElse(Map.of());
        return after.findings().entrySet().stream()
                .filter(each -> !known.containsKey(each.getKey()))
                .map(each -> "%s (in %d of %d plans)".formatted(each.getKey(), each.getValue(), after.plans()))
                .toList();
    }
}
