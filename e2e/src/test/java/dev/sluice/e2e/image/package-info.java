/** Suite {@code image}: the images as a cautious cluster would run them. {@code dev/e2e} builds them first. */
@NullMarked
package dev.sluice.e2e.image;

import org.jspecify.annotations.NullMarked;
