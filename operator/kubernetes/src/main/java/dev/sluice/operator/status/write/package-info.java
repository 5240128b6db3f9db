/** Writes statuses, TrafficPlans and Events that were decided. One thread of its own, which never holds up who offers. */
@NullMarked
package dev.sluice.operator.status.write;

import org.jspecify.annotations.NullMarked;
