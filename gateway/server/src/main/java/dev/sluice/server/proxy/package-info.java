/**
 * One request's way through the gateway: matched, buffered or streamed, sent, retried, answered, recorded. Every object
 * here belongs to one event loop; nothing is locked and nothing blocks.
 */
@NullMarked
package dev.sluice.server.proxy;

import org.jspecify.annotations.NullMarked;
