/** Prices that are read from a metric: asks Prometheus, on threads of its own, and hands what it hears to the control thread. */
@NullMarked
package dev.sluice.operator.price;

import org.jspecify.annotations.NullMarked;
