/** {@code sluice explain}: asks a running gateway what would become of a request, and prints its answer for people. */
@NullMarked
package dev.sluice.standalone.explain;

import org.jspecify.annotations.NullMarked;
