/** Which replica leads: one at a time, told by a Lease. Callbacks come on threads of their own. */
@NullMarked
package dev.sluice.operator.lead;

import org.jspecify.annotations.NullMarked;
