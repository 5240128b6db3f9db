/**
 * What is known before shares are chosen: which keys there are, who may serve each, how each provider does and what it is
 * worth there. Pure values of one tick.
 */
@NullMarked
package dev.sluice.control.plan.assess;

import org.jspecify.annotations.NullMarked;
