/**
 * Conditions as objects carry them, and when measurements beside them are worth a write. Pure but for a memory of when
 * something was last shown, which one thread owns.
 */
@NullMarked
package dev.sluice.operator.status.condition;

import org.jspecify.annotations.NullMarked;
