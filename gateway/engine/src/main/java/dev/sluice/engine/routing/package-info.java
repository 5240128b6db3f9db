/**
 * Step 6, route: match, classify, admit, filter, score, pick. Everything here belongs to one event loop, save
 * {@link dev.sluice.engine.routing.Serving}, which is immutable.
 */
@NullMarked
package dev.sluice.engine.routing;

import org.jspecify.annotations.NullMarked;
