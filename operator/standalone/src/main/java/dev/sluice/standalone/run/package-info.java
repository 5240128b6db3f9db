/**
 * Runs a folder of manifests in one process: gather, resolve and translate, load, observe, plan.
 * {@link dev.sluice.standalone.run.Standalone} composes the parts; {@link dev.sluice.standalone.run.ControlLoop} is the
 * flow. One thread, the control thread, owns all state in this package; what others read of it is one immutable
 * {@link dev.sluice.control.view.Screen} behind a volatile reference.
 */
@NullMarked
package dev.sluice.standalone.run;

import org.jspecify.annotations.NullMarked;
