/**
 * Step eight of the flow in a cluster: what gateway pods measured is read from each of them. Counters are cumulative, so a missed
 * reading loses nothing; a pod that leaves is read until it is gone.
 */
@NullMarked
package dev.sluice.operator.collect;

import org.jspecify.annotations.NullMarked;
