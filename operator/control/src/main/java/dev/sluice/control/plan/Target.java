package dev.sluice.control.plan;

import dev.sluice.control.plan.fill.Bound;
import dev.sluice.control.plan.fill.Relaxation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where shares should go.
 *
 * @param shares fractions that sum to one
 * @param free what they would be without share bounds and capacity
 * @param capacities highest share of each that keeps it within its capacity
 * @param floors exploration floor of each
 * @param binding the bound that holds each where it is, or null
 * @param relaxations soft bounds that gave way
 * @param conflict bounds that cannot hold together, as people read them; empty where none gave way
 * @param bounds what the shares on the way there must keep too: the bounds, widened where they gave way
 */
record Target(
        double[] shares,
        double[] free,
        double[] capacities,
        double[] floors,
        @Nullable String[] binding,
        List<Relaxation> relaxations,
        List<String> conflict,
        List<Bound> bounds) {}
