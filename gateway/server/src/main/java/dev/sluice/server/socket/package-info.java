/**
 * JSON-RPC over WebSocket: a client's socket, whose messages are requests like those that come by HTTP. Every object here
 * belongs to one event loop; nothing is locked and nothing blocks.
 */
@NullMarked
package dev.sluice.server.socket;

import org.jspecify.annotations.NullMarked;
