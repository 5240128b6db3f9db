/**
 * Connections that speak HTTP/1.1 to an endpoint, of one event loop: a pool, a connection on Netty's decoder, and a call on it in the
 * form of Vert.x' client, of which it serves what a gateway asks for. Each class is touched by its own event loop only.
 */
@NullMarked
package dev.sluice.server.upstream.http1;

import org.jspecify.annotations.NullMarked;
