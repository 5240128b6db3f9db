/**
 * What the operator wants to exist beside a Gateway: its pods, how they are reached, what they may read, and what they are
 * told. Pure functions from values to Kubernetes objects; immutable, for any thread. Whoever applies them compares first.
 */
@NullMarked
package dev.sluice.operator.render;

import org.jspecify.annotations.NullMarked;
