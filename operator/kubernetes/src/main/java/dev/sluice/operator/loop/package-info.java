/**
 * The flow in a cluster, as {@link dev.sluice.operator.loop.ControlLoop} composes it: gather, translate, order, collect, plan. One
 * thread, the control thread, owns all state in this package; what other threads read of it is immutable behind volatile fields.
 */
@NullMarked
package dev.sluice.operator.loop;

import org.jspecify.annotations.NullMarked;
