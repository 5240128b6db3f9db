/**
 * A gateway's configuration from a Kubernetes API: the objects of one Gateway watched by name, put together, handed to the
 * gateway, and kept as files for a restart without an API server. The only package that knows a Kubernetes client; nothing
 * of it is loaded on one machine. Everything but the client's own threads runs on one thread of the source.
 */
@NullMarked
package dev.sluice.server.kubernetes;

import org.jspecify.annotations.NullMarked;
