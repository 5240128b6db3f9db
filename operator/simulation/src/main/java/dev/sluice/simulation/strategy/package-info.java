/**
 * Other ways to balance, to be measured against: what proxies of the field do, and a clairvoyant. All of them have one retry
 * and Envoy's outlier ejection from the engine's own classes, and keep to the law.
 */
@NullMarked
package dev.sluice.simulation.strategy;

import org.jspecify.annotations.NullMarked;
