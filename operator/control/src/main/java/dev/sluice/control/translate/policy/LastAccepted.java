package dev.sluice.control.translate.policy;

import dev.sluice.contract.snapshot.ConfigSnapshot;
import dev.sluice.contract.snapshot.Policy;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Finds what was in force of a policy before it became invalid. A snapshot holds effective policies only, so what is found
 * may hold parts of others it was merged with; they stay in force with it until it is mended.
 */
final class LastAccepted {
    private final List<Policy> earlier;

    LastAccepted(List<ConfigSnapshot> previous) {
        this.earlier = previous.stream().flatMap(s -> s.policies().stream()).toList();
    }

    /** The effective policy of the same merge, else the one with the fewest others in it. */
    Optional<PolicyDraft> of(String id, List<String> merge) {
        return earlier.stream()
                .filter(p -> parts(p).contains(id))
                .min(Comparator.comparing((Policy p) -> !parts(p).equals(merge)).thenComparing(p -> parts(p).size()))
                .map(p -> PolicyDraft.of(id, p));
    }

    boolean has(String id) {
        return earlier.stream().anyMatch(p -> parts(p).contains(id));
    }

    private static List<String> parts(Policy policy) {
        return List.of(policy.id().split("\\+"));
    }
}
