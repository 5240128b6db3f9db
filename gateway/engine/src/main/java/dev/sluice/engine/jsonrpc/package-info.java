/**
 * JSON-RPC as bytes: what is asked, and whether what came back is an answer. Scanners hold scratch space and belong to one
 * event loop; the rest is immutable.
 */
@NullMarked
package dev.sluice.engine.jsonrpc;

import org.jspecify.annotations.NullMarked;
