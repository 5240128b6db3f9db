/** The {@code sluice} command: what can be typed, and the process around it. Each command composes its parts in one place. */
@NullMarked
package dev.sluice.standalone;

import org.jspecify.annotations.NullMarked;
