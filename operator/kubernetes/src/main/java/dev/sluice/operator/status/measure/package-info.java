/**
 * What was measured, by object and in the words of printer columns: healthy, share now, p95, cost, why. Pure but for two
 * memories that the thread deciding statuses owns.
 */
@NullMarked
package dev.sluice.operator.status.measure;

import org.jspecify.annotations.NullMarked;
