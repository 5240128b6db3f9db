/** From what was seen of a provider to what an answer of it is worth: estimate, objective, price, budget. Pure functions. */
@NullMarked
package dev.sluice.control.plan.worth;

import org.jspecify.annotations.NullMarked;
