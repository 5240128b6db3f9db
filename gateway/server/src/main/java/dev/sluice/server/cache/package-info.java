/**
 * Answers that are kept, in the memory of the process and for all its event loops. Thread-safe.
 */
@NullMarked
package dev.sluice.server.cache;

import org.jspecify.annotations.NullMarked;
