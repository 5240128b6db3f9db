/**
 * Which request class of a policy a request belongs to. Immutable, shared between threads.
 */
@NullMarked
package dev.sluice.engine.classify;

import org.jspecify.annotations.NullMarked;
