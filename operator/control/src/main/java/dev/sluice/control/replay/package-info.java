/**
 * The past once more: a bounded recording of what gateways measured, and what plans would have made of it under a policy that was
 * not in force. Pure but for {@link dev.sluice.control.replay.Recording}, which the control thread writes and any thread reads.
 */
@NullMarked
package dev.sluice.control.replay;

import org.jspecify.annotations.NullMarked;
