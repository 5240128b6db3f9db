/**
 * What people see of a run: immutable records, one set for the terminal, the admin API and the web page, so that the three
 * never disagree. The control loop's thread makes them; any thread reads them.
 *
 * <p>In these records shares and rates are fractions from 0 to 1, times are milliseconds, and money is in whole units of
 * the provider's currency: they are for people and charts, never for a decision.
 */
@NullMarked
package dev.sluice.standalone.view;

import org.jspecify.annotations.NullMarked;
