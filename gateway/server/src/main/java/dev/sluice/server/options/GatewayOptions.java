package dev.sluice.server.options;

import dev.sluice.engine.http.ForbiddenAddresses;
import dev.sluice.engine.score.Place;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What does not change while a gateway runs. Long, since a record has no shorter way to say the same with one part changed.
 *
 * @param gateway {@code namespace/name}, as observations say it
 * @param reporter this process, as observations say it
 * @param bindAddress address the listeners bind
 * @param eventLoops threads that serve; one per core is best
 * @param transport wanted transport
 * @param forbidden where no provider may live: on one machine loopback is allowed, in a pod it is not
 * @param accessLog takes one JSON line per request, on a thread of its own; null for none
 * @param drainNanos most time requests in flight get when the gateway closes
 * @param probeTickNanos how often due probes are looked for
 * @param resolveNanos how often names are looked up again
 * @param limits bounds of requests and connections
 * @param resolver how names are looked up
 * @param here where it runs, for scorers that prefer providers nearby
 * @param telemetry how much is told of single requests
 * @param proxyProtocol whether connections begin by a header of the PROXY protocol, which says where they come from
 */
public record GatewayOptions(
        String gateway,
        String reporter,
        String bindAddress,
        int eventLoops,
        TransportKind transport,
        ForbiddenAddresses forbidden,
        @Nullable Consumer<String> accessLog,
        long drainNanos,
        long probeTickNanos,
        long resolveNanos,
        Limits limits,
        NameResolver resolver,
        Place here,
        Telemetry telemetry,
        boolean proxyProtocol) {

    public GatewayOptions {
        if (eventLoops < 1) {
            throw new IllegalArgumentException("a gateway needs at least one event loop, not " + eventLoops);
        }
    }

    /** For the Gateway {@code namespace/name} on this machine: all interfaces, one loop per core, no loopback providers. */
    public static GatewayOptions of(String gateway, String reporter) {
        return new GatewayOptions(
                gateway,
                reporter,
                "0.0.0.0",
                Runtime.getRuntime().availableProcessors(),
                TransportKind.EPOLL,
                new ForbiddenAddresses(false),
                null,
                10_000_000_000L,
                100_000_000L,
                30_000_000_000L,
                Limits.DEFAULT,
                NameResolver.SYSTEM,
                Place.UNKNOWN,
                Telemetry.DEFAULT,
                false);
    }

    public GatewayOptions withBindAddress(String address) {
        return new GatewayOptions(
                gateway,
                reporter,
                address,
                eventLoops,
                transport,
                forbidden,
                accessLog,
                drainNanos,
                probeTickNanos,
                resolveNanos,
                limits,
                resolver,
                here,
                telemetry,
                proxyProtocol);
    }

    public GatewayOptions withEventLoops(int count) {
        return new GatewayOptions(
                gateway,
                reporter,
                bindAddress,
                count,
                transport,
                forbidden,
                accessLog,
                drainNanos,
                probeTickNanos,
                resolveNanos,
                limits,
                resolver,
                here,
                telemetry,
                proxyProtocol);
    }

    public GatewayOptions withTransport(TransportKind kind) {
        return new GatewayOptions(
                gateway,
                reporter,
                bindAddress,
                eventLoops,
                kind,
                forbidden,
                accessLog,
                drainNanos,
                probeTickNanos,
                resolveNanos,
                limits,
                resolver,
                here,
                telemetry,
                proxyProtocol);
    }

    public GatewayOptions withLoopbackAllowed(boolean allowed) {
        return withForbidden(new ForbiddenAddresses(allowed));
    }

    public GatewayOptions withForbidden(ForbiddenAddresses addresses) {
        return new GatewayOptions(
                gateway,
                reporter,
                bindAddress,
                eventLoops,
                transport,
                addresses,
                accessLog,
                drainNanos,
                probeTickNanos,
                resolveNanos,
                limits,
                resolver,
                here,
                telemetry,
                proxyProtocol);
    }

    public GatewayOptions withAccessLog(Consumer<String> lines) {
        return new GatewayOptions(
                gateway,
                reporter,
                bindAddress,
                eventLoops,
                transport,
                forbidden,
                lines,
                drainNanos,
                probeTickNanos,
                resolveNanos,
                limits,
                resolver,
                here,
                telemetry,
                proxyProtocol);
    }

    public GatewayOptions withDrainNanos(long nanos) {
        return new GatewayOptions(
                gateway,
                reporter,
                bindAddress,
                eventLoops,
                transport,
                forbidden,
                accessLog,
                nanos,
                probeTickNanos,
                resolveNanos,
                limits,
                resolver,
                here,
                telemetry,
                proxyProtocol);
    }

    public GatewayOptions withProbeTickNanos(long nanos) {
        return new GatewayOptions(
                gateway,
                reporter,
                bindAddress,
                eventLoops,
                transport,
                forbidden,
                accessLog,
                drainNanos,
                nanos,
                resolveNanos,
                limits,
                resolver,
                here,
                telemetry,
                proxyProtocol);
    }

    public GatewayOptions withResolver(NameResolver other, long everyNanos) {
        return new GatewayOptions(
                gateway,
                reporter,
                bindAddress,
                eventLoops,
                transport,
                forbidden,
                accessLog,
                drainNanos,
                probeTickNanos,
                everyNanos,
                limits,
                other,
                here,
                telemetry,
                proxyProtocol);
    }

    public GatewayOptions withLimits(Limits bounds) {
        return new GatewayOptions(
                gateway,
                reporter,
                bindAddress,
                eventLoops,
                transport,
                forbidden,
                accessLog,
                drainNanos,
                probeTickNanos,
                resolveNanos,
                bounds,
                resolver,
                here,
                telemetry,
                proxyProtocol);
    }

    public GatewayOptions withPlace(Place place) {
        return new GatewayOptions(
                gateway,
                reporter,
                bindAddress,
                eventLoops,
                transport,
                forbidden,
                accessLog,
                drainNanos,
                probeTickNanos,
                resolveNanos,
                limits,
                resolver,
                place,
                telemetry,
                proxyProtocol);
    }

    public GatewayOptions withTelemetry(Telemetry wanted) {
        return new GatewayOptions(
                gateway,
                reporter,
                bindAddress,
                eventLoops,
                transport,
                forbidden,
                accessLog,
                drainNanos,
                probeTickNanos,
                resolveNanos,
                limits,
                resolver,
                here,
                wanted,
                proxyProtocol);
    }

    public GatewayOptions withProxyProtocol(boolean wanted) {
        return new GatewayOptions(
                gateway,
                reporter,
                bindAddress,
                eventLoops,
                transport,
                forbidden,
                accessLog,
                drainNanos,
                probeTickNanos,
                resolveNanos,
                limits,
                resolver,
                here,
                telemetry,
                wanted);
    }
}
