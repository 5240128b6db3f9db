/**
 * Which JSON-RPC answers are shared and given again, under which key, and for how long. What keeps them is the server's.
 * Readers hold scratch space and belong to one event loop; the rest is immutable.
 */
@NullMarked
package dev.sluice.engine.cache;

import org.jspecify.annotations.NullMarked;
