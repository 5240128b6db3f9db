/** Clients from outside of the cluster that count what became of every request. Each client is one virtual thread. */
@NullMarked
package dev.sluice.e2e.operator.load;

import org.jspecify.annotations.NullMarked;
