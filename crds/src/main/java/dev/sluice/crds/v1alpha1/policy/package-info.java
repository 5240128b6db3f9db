/**
 * What is wanted of traffic: objectives, bounds, and how fast it may move. Immutable records.
 */
@NullMarked
package dev.sluice.crds.v1alpha1.policy;

import org.jspecify.annotations.NullMarked;
