/**
 * The money ledger: what each Provider cost and answered today and this month, booked as differences of the cumulative
 * counters of gateway processes, and checkpointed into {@code Provider.status.accounting}. Pure: time is a parameter. A
 * {@link dev.sluice.control.account.Ledger} is mutable and owned by the control thread.
 */
@NullMarked
package dev.sluice.control.account;

import org.jspecify.annotations.NullMarked;
