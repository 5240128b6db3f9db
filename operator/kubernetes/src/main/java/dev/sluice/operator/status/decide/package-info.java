/**
 * Which status each object should carry, one class per kind: a copy of the object with it, where it differs from the one the
 * object has. Objects that are given are not changed. Owned by one thread, for the memories it uses.
 */
@NullMarked
package dev.sluice.operator.status.decide;

import org.jspecify.annotations.NullMarked;
