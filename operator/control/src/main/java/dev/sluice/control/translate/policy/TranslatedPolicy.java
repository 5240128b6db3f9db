package dev.sluice.control.translate.policy;

import dev.sluice.control.resolve.ObjectRef;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a RoutingPolicy came to.
 *
 * @param ref the policy
 * @param draft what it says; null where it is invalid, so that it must fail closed
 * @param targets those that exist
 * @param invalid why there is no draft; empty where there is one
 * @param closes whether it lets in some clients only, so that without a draft no other policy stands in for it
 */
record TranslatedPolicy(
        ObjectRef ref, @Nullable PolicyDraft draft, List<TargetKey> targets, String invalid, boolean closes) {
    TranslatedPolicy {
        targets = List.copyOf(targets);
    }
}
