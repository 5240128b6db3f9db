/**
 * Which status each object should carry: a copy of the object with it, where it differs from the one the object has. Pure but
 * for memories of when something was first wanted and last shown, which one thread owns.
 */
@NullMarked
package dev.sluice.operator.status.decide;

import org.jspecify.annotations.NullMarked;
