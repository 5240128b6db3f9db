/** Suite {@code image}: the container image as a cautious cluster would run it. {@code dev/e2e} builds it first. */
@NullMarked
package dev.sluice.e2e.image;

import org.jspecify.annotations.NullMarked;
