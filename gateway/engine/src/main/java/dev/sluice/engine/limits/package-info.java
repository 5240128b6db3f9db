/**
 * Budgets and buckets. Owned by one event loop each, but for what clients may do, which all loops of a process count together.
 */
@NullMarked
package dev.sluice.engine.limits;

import org.jspecify.annotations.NullMarked;
