package dev.sluice.operator.status;

import dev.sluice.control.account.BudgetStand;
import dev.sluice.crds.v1alpha1.provider.Accounting;

/**
 * What is booked for a RoutingPolicy with a budget.
 *
 * @param accounting to be written down
 * @param budget how its budget stands
 */
public record PolicyMoney(Accounting accounting, BudgetStand budget) {}
