/**
 * Traces of requests (W3C Trace Context), told to a collector by OTLP where one is configured. Contexts and spans belong to a request's event
 * loop; the queue is shared and has a thread of its own.
 */
@NullMarked
package dev.sluice.server.trace;

import org.jspecify.annotations.NullMarked;
