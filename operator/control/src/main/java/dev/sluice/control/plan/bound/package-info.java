/** What people ask of shares: a policy's bounds and a human's hand, as bounds on groups of providers. Pure. */
@NullMarked
package dev.sluice.control.plan.bound;

import org.jspecify.annotations.NullMarked;
