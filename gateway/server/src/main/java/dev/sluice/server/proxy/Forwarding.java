package dev.sluice.server.proxy;

import dev.sluice.engine.model.CompiledBackend;
import io.vertx.core.http.HttpServerRequest;

/**
 * Whose request it is and where it goes: what the parts of a batch have in common, and what a call on a socket needs.
 *
 * @param request of the client
 * @param live model and endpoints it was matched with
 * @param backend drawn
 * @param service of the backend
 * @param target after rewriting
 */
public record Forwarding(
        EventLoop loop,
        HttpServerRequest request,
        Live live,
        CompiledBackend backend,
        CompiledBackend.Service service,
        Target target) {}
