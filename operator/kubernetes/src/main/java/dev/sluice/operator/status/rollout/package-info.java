/**
 * Whether gateways serve what was written: Programmed and Ready. Pure but for a memory of when something was first wanted,
 * which one thread owns.
 */
@NullMarked
package dev.sluice.operator.status.rollout;

import org.jspecify.annotations.NullMarked;
