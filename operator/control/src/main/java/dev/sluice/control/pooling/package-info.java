/**
 * From cumulative counters of many gateway processes to one view of each provider: differences per process, faded by age
 * on three scales, one vote per process. Immutable values; a reading that is missed, repeated or late changes nothing
 * but how fresh the view is.
 */
@NullMarked
package dev.sluice.control.pooling;

import org.jspecify.annotations.NullMarked;
