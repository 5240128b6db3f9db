/**
 * Service level objectives: what clients saw of each policy and request class, how much of its error budget is left, and how fast it
 * burns. Pure values that one plan leaves for the next.
 */
@NullMarked
package dev.sluice.control.objective;

import org.jspecify.annotations.NullMarked;
