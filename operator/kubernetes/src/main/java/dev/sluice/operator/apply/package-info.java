/**
 * The second half of step four: what was rendered for a Gateway is applied by server-side apply, repaired when somebody changes it,
 * and tried again when that fails. The Operator SDK calls, one Gateway at a time on one of its threads.
 */
@NullMarked
package dev.sluice.operator.apply;

import org.jspecify.annotations.NullMarked;
