package dev.sluice.operator.status.decide;

import dev.sluice.control.status.ParentStatus;
import dev.sluice.control.translate.route.GatewayTranslator;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.BiPredicate;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Lists in a status to which several controllers add: parents of a route, ancestors of a policy. Entries of others stay as they
 * are and where they are; ours follow what is said now, and go with what they were about.
 *
 * @param controller of an entry
 * @param same whether an entry is about what is said
 * @param written an entry for what is said, from the one before where there is one
 */
record Entries<E>(
        Function<E, String> controller,
        BiPredicate<ParentStatus, E> same,
        BiFunction<ParentStatus, @Nullable E, E> written) {

    /** @param most entries that fit; ours that are new come last and are left out first */
    List<E> merge(List<E> carried, List<ParentStatus> said, int most) {
        List<ParentStatus> left = new ArrayList<>(said);
        List<E> entries = new ArrayList<>();
        for (E old : carried) {
            if (!GatewayTranslator.CONTROLLER.equals(controller.apply(old))) {
                entries.add(old);
                continue;
            }
            left.stream().filter(each -> same.test(each, old)).findFirst().ifPresent(next -> {
                left.remove(next);
                entries.add(written.apply(next, old));
            });
        }
        left.stream().limit(Math.max(0, most - entries.size())).forEach(each -> entries.add(written.apply(each, null)));
        return entries;
    }
}
