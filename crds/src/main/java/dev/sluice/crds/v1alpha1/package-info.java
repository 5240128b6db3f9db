/**
 * The kinds of group {@code sluice.dev}, version {@code v1alpha1}: what users write and what the operator answers in status.
 * Specs are records that mirror the YAML, with null for what was left out: defaults belong to the translator, so that what
 * was applied is never changed. Lists are never null. The definitions under {@code charts/sluice-crds} are generated from
 * these classes. Immutable but for the resource classes themselves.
 */
@NullMarked
package dev.sluice.crds.v1alpha1;

import org.jspecify.annotations.NullMarked;
