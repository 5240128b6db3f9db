/**
 * Which rule a request belongs to, by Gateway API's precedence. Immutable, shared between threads; matching allocates nothing.
 */
@NullMarked
package dev.sluice.engine.match;

import org.jspecify.annotations.NullMarked;
