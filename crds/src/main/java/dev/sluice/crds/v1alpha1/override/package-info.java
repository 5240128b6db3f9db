/**
 * A human's hand on traffic, for a time. Immutable records.
 */
@NullMarked
package dev.sluice.crds.v1alpha1.override;

import org.jspecify.annotations.NullMarked;
