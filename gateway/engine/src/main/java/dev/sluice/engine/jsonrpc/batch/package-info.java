/**
 * Batches whose calls go different ways: taken apart into parts that are sent by themselves, and joined in the order of the
 * batch. One batch belongs to one event loop.
 */
@NullMarked
package dev.sluice.engine.jsonrpc.batch;

import org.jspecify.annotations.NullMarked;
