/**
 * What a seller is, where it is, how it is reached and what it costs. Immutable records.
 */
@NullMarked
package dev.sluice.crds.v1alpha1.provider;

import org.jspecify.annotations.NullMarked;
