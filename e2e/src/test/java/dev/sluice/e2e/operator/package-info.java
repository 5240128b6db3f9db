/**
 * Sluice as users install it, on a real cluster: the chart's release, Gateways that it runs, simulated providers behind them and a
 * load from outside of the cluster. Suites {@code smoke}, {@code scale} and {@code operator}, in this order on one release. Used from
 * the test thread, but for the load, which has threads of its own.
 */
@NullMarked
package dev.sluice.e2e.operator;

import org.jspecify.annotations.NullMarked;
