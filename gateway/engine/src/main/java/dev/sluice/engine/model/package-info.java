/**
 * Step 5, load: a snapshot compiled into arrays that can be walked without thinking. Immutable, shared between threads.
 */
@NullMarked
package dev.sluice.engine.model;

import org.jspecify.annotations.NullMarked;
