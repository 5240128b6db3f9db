package dev.sluice.operator.status;

import dev.sluice.control.account.BudgetStand;
import dev.sluice.crds.v1alpha1.provider.Accounting;
import org.jspecify.annotations.Nullable;

/**
 * What is booked for a RoutingPolicy.
 *
 * @param accounting to be written down
 * @param budget how its budget stands; null without one
 */
public record PolicyMoney(Accounting accounting, @Nullable BudgetStand budget) {}
