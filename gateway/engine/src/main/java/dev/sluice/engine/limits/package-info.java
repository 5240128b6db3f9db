/**
 * Budgets and buckets. Owned by one event loop each.
 */
@NullMarked
package dev.sluice.engine.limits;

import org.jspecify.annotations.NullMarked;
