package dev.sluice.server.proxy;

import io.vertx.core.net.HostAndPort;
import org.jspecify.annotations.Nullable;

/**
 * Where a request goes after rewriting.
 *
 * @param path starts with {@code /}
 * @param query as received, or null
 * @param authority the rewritten host, or null for the endpoint's own
 */
public record Target(
        String path, @Nullable String query, @Nullable HostAndPort authority) {}
