/**
 * How the gateway itself is run. Immutable records.
 */
@NullMarked
package dev.sluice.crds.v1alpha1.parameters;

import org.jspecify.annotations.NullMarked;
