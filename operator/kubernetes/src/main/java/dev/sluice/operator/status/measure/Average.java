package dev.sluice.operator.status.measure;

import dev.sluice.contract.plan.Plan;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** Several decisions in one figure: each counts by its traffic, and all the same where no traffic is known. */
final class Average {
    private Average() {}

    /** Fractions by seller over all the keys that occur. */
    static Map<String, Double> shares(List<Sample> samples) {
        Map<Object, Double> keys = new HashMap<>();
        samples.forEach(s -> keys.put(s.key(), s.keyTraffic()));
        double all = keys.values().stream().mapToDouble(Double::doubleValue).sum();
        Map<String, Double> shares = new HashMap<>();
        for (Sample sample : samples) {
            double weight = all > 0 ? sample.keyTraffic() / all : 1.0 / keys.size();
            shares.merge(sample.seller(), weight * sample.decision().sharePpm() / Plan.WHOLE, Double::sum);
        }
        return shares;
    }

    /**
     * Near the 95th percentile of all of them: their mean by traffic lies, like the true one, between the smallest and the
     * largest.
     */
    static OptionalDouble p95Nanos(List<Sample> samples) {
        List<Sample> known = samples.stream()
                .filter(s -> s.decision().inputs().p95Nanos() >= 0)
                .toList();
        double traffic = known.stream().mapToDouble(Sample::requests).sum();
        return traffic > 0
                ? OptionalDouble.of(known.stream()
                        .mapToDouble(s ->
                                s.requests() / traffic * s.decision().inputs().p95Nanos())
                        .sum())
                : known.stream()
                        .mapToDouble(s -> s.decision().inputs().p95Nanos())
                        .average();
    }

    /** The one with most of the traffic, then the largest share. */
    static Optional<Sample> largest(List<Sample> samples) {
        return samples.stream()
                .max(Comparator.comparingDouble(Sample::keyTraffic)
                        .thenComparingInt(s -> s.decision().sharePpm()));
    }
}
