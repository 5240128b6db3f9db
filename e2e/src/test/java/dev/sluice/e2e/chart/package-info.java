/**
 * The Helm chart and what comes with it. Suite {@code renders} compares what Helm makes of values, suite {@code chart} installs,
 * upgrades and uninstalls on a real cluster; the rest needs no Helm and runs with every build. Used from the test thread alone.
 */
@NullMarked
package dev.sluice.e2e.chart;

import org.jspecify.annotations.NullMarked;
