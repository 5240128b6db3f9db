/**
 * Providers that may stand in for each other, and how they are shared. Immutable records.
 */
@NullMarked
package dev.sluice.crds.v1alpha1.pool;

import org.jspecify.annotations.NullMarked;
