/**
 * What the next seconds will bring, as far as that can be known: trends of latency and errors, and what a failing neighbourhood
 * says of those that still answer. Each forecast is held against persistence and is silent where it does no better. Pure values.
 */
@NullMarked
package dev.sluice.control.forecast;

import org.jspecify.annotations.NullMarked;
