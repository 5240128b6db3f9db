/** Suite {@code crds}: what a real API server makes of the definitions under {@code charts}, before any controller. */
@NullMarked
package dev.sluice.e2e.crds;

import org.jspecify.annotations.NullMarked;
