/**
 * What people see: immutable records, one set for the terminal, the API, the web page and Events, so that they never
 * disagree, and what makes them of observations, plans and statuses. The control thread makes them; any thread reads them.
 *
 * <p>In these records shares and rates are fractions from 0 to 1, times are milliseconds, and money is in whole units of
 * the provider's currency: they are for people and charts, never for a decision.
 */
@NullMarked
package dev.sluice.control.view;

import org.jspecify.annotations.NullMarked;
