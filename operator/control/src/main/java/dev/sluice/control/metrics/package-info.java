/**
 * What planning says of itself to Prometheus, the same in a cluster and on one machine. The control thread writes it down, any
 * thread reads it. Label values come from the snapshot only, and {@link dev.sluice.control.metrics.PlanMetrics} bounds their number.
 */
@NullMarked
package dev.sluice.control.metrics;

import org.jspecify.annotations.NullMarked;
