/**
 * The gateway's process side: Vert.x serves, sends and streams; every choice is the engine's. One event loop owns one
 * {@code LoopRouter}, its upstream clients and its deadlines, and nothing on the request path is shared between loops but
 * immutable objects behind one volatile reference. {@link dev.sluice.server.Gateway} may be called from any thread.
 */
@NullMarked
package dev.sluice.server;

import org.jspecify.annotations.NullMarked;
