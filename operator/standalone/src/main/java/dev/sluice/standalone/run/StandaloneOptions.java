package dev.sluice.standalone.run;

import dev.sluice.engine.score.Place;
import dev.sluice.server.options.Telemetry;
import dev.sluice.server.options.TransportKind;
import dev.sluice.standalone.admin.HostPort;
import java.nio.file.Path;

/**
 * What a run is started with.
 *
 * @param folder of manifests
 * @param bindAddress that the Gateways' listeners bind
 * @param admin where the admin endpoint listens
 * @param eventLoops threads that serve, for each Gateway
 * @param transport wanted for serving
 * @param accessLog whether each request is logged
 * @param here where it runs
 * @param telemetry how much is told of single requests
 * @param proxyProtocol whether connections begin by a header of the PROXY protocol
 */
public record StandaloneOptions(
        Path folder,
        String bindAddress,
        HostPort admin,
        int eventLoops,
        TransportKind transport,
        boolean accessLog,
        Place here,
        Telemetry telemetry,
        boolean proxyProtocol) {

    public static StandaloneOptions of(Path folder) {
        return new StandaloneOptions(
                folder,
                "0.0.0.0",
                HostPort.DEFAULT,
                Runtime.getRuntime().availableProcessors(),
                TransportKind.EPOLL,
                false,
                Place.UNKNOWN,
                Telemetry.DEFAULT,
                false);
    }

    public StandaloneOptions withBindAddress(String address) {
        return new StandaloneOptions(
                folder, address, admin, eventLoops, transport, accessLog, here, telemetry, proxyProtocol);
    }

    public StandaloneOptions withAdmin(HostPort at) {
        return new StandaloneOptions(
                folder, bindAddress, at, eventLoops, transport, accessLog, here, telemetry, proxyProtocol);
    }
}
