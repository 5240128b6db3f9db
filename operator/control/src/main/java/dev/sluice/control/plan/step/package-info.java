/** How far shares may move towards their target in one tick, and what brakes them. Pure functions of shares, timers and now. */
@NullMarked
package dev.sluice.control.plan.step;

import org.jspecify.annotations.NullMarked;
