/**
 * What a gateway measured. Counters are cumulative since the process started, latency comes in numbered windows; readers
 * take differences, so a missed or repeated read loses and doubles nothing. Immutable records.
 */
@NullMarked
package dev.sluice.contract.observation;

import org.jspecify.annotations.NullMarked;
