/**
 * What is in force and why, for people. Immutable records.
 */
@NullMarked
package dev.sluice.crds.v1alpha1.plan;

import org.jspecify.annotations.NullMarked;
