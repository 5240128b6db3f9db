package dev.sluice.server.proxy;

import dev.sluice.engine.jsonrpc.AnswerClassifier;
import dev.sluice.engine.routing.LoopRouter;
import dev.sluice.server.admin.AccessLog;
import dev.sluice.server.admin.RefusedClients;
import dev.sluice.server.admin.Tenants;
import dev.sluice.server.options.GatewayOptions;
import dev.sluice.server.trace.Tracer;
import dev.sluice.server.upstream.UpstreamClients;
import io.vertx.core.Vertx;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * What one event loop owns, and the few things it reads of others.
 *
 * @param index among the loops
 * @param mirrors how many copies of requests may be under way
 * @param shared answers that several requests are given
 * @param tunnels counts WebSockets, of all loops
 * @param refused counts clients that are not let in, of all loops
 * @param tenants counts requests by their client, of all loops
 * @param streamsBroken answers that were broken off after their head was sent, of all loops
 * @param tracer of requests; null without tracing
 * @param draining set once, when the gateway closes
 */
public record EventLoop(
        int index,
        Vertx vertx,
        GatewayOptions options,
        LoopRouter router,
        AnswerClassifier classifier,
        UpstreamClients clients,
        Deadlines deadlines,
        MirrorLimit mirrors,
        SharedCalls shared,
        Tunnels tunnels,
        @Nullable AccessLog accessLog,
        RefusedClients refused,
        Tenants tenants,
        LongAdder streamsBroken,
        @Nullable Tracer tracer,
        AtomicBoolean draining) {}
