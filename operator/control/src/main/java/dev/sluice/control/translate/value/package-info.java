/**
 * Text fields become integers: durations, amounts of money, percentages; and what is found wrong on the way is collected for
 * one object. Used by one thread.
 */
@NullMarked
package dev.sluice.control.translate.value;

import org.jspecify.annotations.NullMarked;
