package dev.sluice.operator.status.measure;

import dev.sluice.contract.plan.PlanKey;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The reason of the last change of shares, by subject: a pool, a policy, a Gateway. Owned by one thread. */
final class LastMoves {
    private static final int VISIBLE_PPM = 10_000;

    private final Map<Place, Integer> shares = new HashMap<>();
    private final Map<String, String> reasons = new HashMap<>();

    private record Place(String gateway, PlanKey key, String provider) {}

    private record Move(Sample sample, int far) {}

    /** @param subjects what each sample belongs to */
    void see(List<Sample> samples, java.util.function.Function<Sample, List<String>> subjects) {
        Map<String, Move> largest = new HashMap<>();
        for (Sample sample : samples) {
            int now = sample.decision().sharePpm();
            Integer before = shares.putIfAbsent(place(sample), now);
            int far = before == null ? 0 : Math.abs(now - before);
            if (far >= VISIBLE_PPM) {
                shares.put(place(sample), now);
                subjects.apply(sample)
                        .forEach(s -> largest.merge(
                                s, new Move(sample, far), (one, other) -> one.far() >= other.far() ? one : other));
            }
        }
        largest.forEach((subject, move) -> reasons.put(subject, words(move.sample())));
        shares.keySet().retainAll(samples.stream().map(LastMoves::place).collect(Collectors.toSet()));
        reasons.keySet()
                .retainAll(samples.stream()
                        .flatMap(s -> subjects.apply(s).stream())
                        .collect(Collectors.toSet()));
    }

    Optional<String> reason(String subject) {
        return Optional.ofNullable(reasons.get(subject));
    }

    /** {@code aws-us-east-1: its p95 is ...}. */
    static String words(Sample sample) {
        String seller = sample.seller();
        return seller.substring(seller.indexOf('/') + 1) + ": "
                + sample.decision().reason();
    }

    private static Place place(Sample sample) {
        return new Place(
                sample.gateway(), sample.decision().key(), sample.decision().provider());
    }
}
