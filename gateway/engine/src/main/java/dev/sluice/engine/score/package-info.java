/**
 * What speaks for a candidate, each kind of merit in one small class. Stateless, so that one instance serves all event loops;
 * what they look at is handed to them by the routing package. Nothing here allocates.
 */
@NullMarked
package dev.sluice.engine.score;

import org.jspecify.annotations.NullMarked;
