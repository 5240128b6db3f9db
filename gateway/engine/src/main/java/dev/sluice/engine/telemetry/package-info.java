/**
 * Step 8, observe: counters with one writer each, latency sketches by window, and their sum over all event loops.
 */
@NullMarked
package dev.sluice.engine.telemetry;

import org.jspecify.annotations.NullMarked;
