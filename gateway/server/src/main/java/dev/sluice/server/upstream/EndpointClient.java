package dev.sluice.server.upstream;

import dev.sluice.contract.snapshot.Endpoint.Protocol;
import dev.sluice.server.options.Limits;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.core.net.SocketAddress;
import io.vertx.core.net.TrustOptions;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Connections of one event loop to one endpoint. Names are never given to the HTTP client: it gets addresses that were
 * looked up and checked, and the name only for Host, SNI and verification.
 */
public final class EndpointClient {
    private static final int DECODER_BUFFER_BYTES = 256;
    private static final int KEEP_ALIVE_SECONDS = 60;
    private static final int MAX_RESPONSE_HEADER_BYTES = 64 * 1024;

    private final HttpClient client;
    private final ClientKey key;
    private HostAddresses addresses;
    private SocketAddress[] seen = {};
    private RequestOptions[] byAddress = {};
    private int next;

    EndpointClient(Vertx vertx, ClientKey key, HostAddresses addresses, Limits limits) {
        this.key = key;
        this.addresses = addresses;
        PoolOptions pool = new PoolOptions()
                .setHttp1MaxSize(limits.upstreamConnections())
                .setHttp2MaxSize(4)
                .setMaxWaitQueueSize(limits.upstreamConnections());
        // What breaks a connection reaches the request on it; without a request it concerns nobody.
        this.client = vertx.httpClientBuilder()
                .with(options(key, limits))
                .with(pool)
                .withConnectHandler(connection -> connection.exceptionHandler(e -> {}))
                .build();
    }

    /**
     * A request to the next of the endpoint's addresses. To be called only while {@link PreparedEndpoint#problem} is null;
     * fails when there is no connection in time.
     */
    public Future<HttpClientRequest> request(HttpMethod method, String target) {
        SocketAddress[] now = addresses.addresses();
        if (now != seen) {
            make(now);
        }
        if (now.length == 0) {
            return Future.failedFuture("no address");
        }
        next = next + 1 < now.length ? next + 1 : 0;
        return client.request(byAddress[next].setMethod(method).setURI(target));
    }

    /** An endpoint that left and came back has a new entry in the address book. */
    void follow(HostAddresses current) {
        addresses = current;
    }

    /** Lets requests in flight finish, for so long at most. */
    void close(long boundNanos) {
        client.shutdown(TimeUnit.NANOSECONDS.toMillis(boundNanos), TimeUnit.MILLISECONDS);
    }

    private void make(SocketAddress[] now) {
        seen = now;
        byAddress = new RequestOptions[now.length];
        for (int i = 0; i < now.length; i++) {
            byAddress[i] = new RequestOptions()
                    .setServer(now[i])
                    .setHost(key.tlsHost() == null ? key.host() : key.tlsHost())
                    .setPort(key.port());
        }
    }

    private static HttpClientOptions options(ClientKey key, Limits limits) {
        HttpClientOptions options = new HttpClientOptions()
                .setKeepAlive(true)
                .setKeepAliveTimeout(KEEP_ALIVE_SECONDS)
                .setHttp2KeepAliveTimeout(KEEP_ALIVE_SECONDS)
                .setTcpNoDelay(true)
                .setDecoderInitialBufferSize(DECODER_BUFFER_BYTES)
                .setMaxHeaderSize(MAX_RESPONSE_HEADER_BYTES)
                .setMaxInitialLineLength(limits.requestLineBytes())
                .setConnectTimeout((int) TimeUnit.NANOSECONDS.toMillis(limits.connectNanos()))
                .setSslHandshakeTimeout(limits.connectNanos())
                .setSslHandshakeTimeoutUnit(TimeUnit.NANOSECONDS)
                .setProtocolVersion(key.protocol() == Protocol.HTTP1 ? HttpVersion.HTTP_1_1 : HttpVersion.HTTP_2)
                .setHttp2ClearTextUpgrade(false);
        if (key.tlsHost() != null) {
            options.setSsl(true)
                    .setForceSni(!isAddress(key.tlsHost()))
                    .setVerifyHost(true)
                    .setUseAlpn(key.protocol() == Protocol.HTTP2)
                    .setAlpnVersions(
                            key.protocol() == Protocol.HTTP2
                                    ? List.of(HttpVersion.HTTP_2)
                                    : List.of(HttpVersion.HTTP_1_1));
            if (!key.altNames().isEmpty()) {
                options.setVerifyHost(false)
                        .setTrustOptions(TrustOptions.wrap(AltNameTrust.of(key.caPem(), key.altNames())));
            } else if (key.caPem() != null) {
                options.setTrustOptions(new PemTrustOptions().addCertValue(Buffer.buffer(key.caPem())));
            }
            if (key.clientPem() != null) {
                // One bundle holds certificate and key; each reader takes its own blocks.
                options.setKeyCertOptions(new PemKeyCertOptions()
                        .addCertValue(Buffer.buffer(key.clientPem()))
                        .addKeyValue(Buffer.buffer(key.clientPem())));
            }
        }
        return options;
    }

    private static boolean isAddress(String host) {
        return host.indexOf(':') >= 0 || !host.isEmpty() && Character.isDigit(host.charAt(host.length() - 1));
    }
}
