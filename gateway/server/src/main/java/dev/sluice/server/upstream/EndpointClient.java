package dev.sluice.server.upstream;

import dev.sluice.contract.snapshot.Endpoint.Protocol;
import dev.sluice.server.options.Limits;
import dev.sluice.server.upstream.http1.Http1Options;
import dev.sluice.server.upstream.http1.Http1Pool;
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
import io.vertx.core.net.ConnectOptions;
import io.vertx.core.net.KeyCertOptions;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.core.net.SocketAddress;
import io.vertx.core.net.TrustOptions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Connections of one event loop to one endpoint. Names are never given to the HTTP client: it gets addresses that were
 * looked up and checked, and the name only for Host, SNI and verification.
 */
public final class EndpointClient {
    private static final String NO_ADDRESS = "no address";
    private static final int DECODER_BUFFER_BYTES = 256;
    private static final int KEEP_ALIVE_SECONDS = 60;
    private static final int MAX_RESPONSE_HEADER_BYTES = 64 * 1024;

    private final Vertx vertx;
    private final ClientKey key;
    private final Limits limits;
    private HostAddresses addresses;
    private SocketAddress[] seen = {};
    private RequestOptions[] byAddress = {};
    private Map<SocketAddress, Http1Pool> pools = Map.of();
    private Http1Pool[] poolByAddress = {};
    private @Nullable HttpClient client;
    private @Nullable NetClient net;
    private int next;

    EndpointClient(Vertx vertx, ClientKey key, HostAddresses addresses, Limits limits) {
        this.vertx = vertx;
        this.key = key;
        this.addresses = addresses;
        this.limits = limits;
    }

    /**
     * A request to the next of the endpoint's addresses. To be called only while {@link PreparedEndpoint#problem} is null;
     * fails when there is no connection in time.
     */
    public Future<HttpClientRequest> request(HttpMethod method, String target) {
        int at = turn();
        if (at < 0) {
            return Future.failedFuture(NO_ADDRESS);
        }
        return key.protocol() == Protocol.HTTP1
                ? poolByAddress[at].request(method, target)
                : client().request(byAddress[at].setMethod(method).setURI(target));
    }

    /** One whose connection may become something else than HTTP. */
    public Future<HttpClientRequest> requestToUpgrade(HttpMethod method, String target) {
        int at = turn();
        return at < 0
                ? Future.failedFuture(NO_ADDRESS)
                : client().request(byAddress[at].setMethod(method).setURI(target));
    }

    /** An endpoint that left and came back has a new entry in the address book. */
    void follow(HostAddresses current) {
        addresses = current;
    }

    /** Lets requests in flight finish, for so long at most. */
    void close(long boundNanos) {
        long millis = TimeUnit.NANOSECONDS.toMillis(boundNanos);
        pools.values().forEach(Http1Pool::close);
        if (client != null) {
            client.shutdown(millis, TimeUnit.MILLISECONDS);
        }
        NetClient open = net;
        if (open != null && millis > 0) {
            vertx.setTimer(millis, id -> open.close());
        } else if (open != null) {
            open.close();
        }
    }

    private int turn() {
        SocketAddress[] now = addresses.addresses();
        if (now != seen) {
            make(now);
        }
        next = next + 1 < now.length ? next + 1 : 0;
        return now.length == 0 ? -1 : next;
    }

    private void make(SocketAddress[] now) {
        seen = now;
        byAddress = new RequestOptions[now.length];
        poolByAddress = new Http1Pool[now.length];
        Map<SocketAddress, Http1Pool> kept = new HashMap<>();
        for (int i = 0; i < now.length; i++) {
            byAddress[i] = new RequestOptions()
                    .setServer(now[i])
                    .setHost(key.tlsHost() == null ? key.host() : key.tlsHost())
                    .setPort(key.port());
            Http1Pool pool = pools.get(now[i]);
            poolByAddress[i] = pool == null ? pool(now[i]) : pool;
            kept.put(now[i], poolByAddress[i]);
        }
        pools.forEach((address, pool) -> {
            if (!kept.containsKey(address)) {
                pool.close();
            }
        });
        pools = kept;
    }

    private Http1Pool pool(SocketAddress address) {
        ConnectOptions where = new ConnectOptions().setRemoteAddress(address);
        String host = key.tlsHost();
        if (host != null) {
            where.setSsl(true).setHost(host).setPort(key.port()).setSniServerName(isAddress(host) ? null : host);
        }
        NetClient own = net == null ? vertx.createNetClient(netOptions(key, limits)) : net;
        net = own;
        return new Http1Pool(
                vertx,
                own,
                where,
                new Http1Options(
                        host != null,
                        limits.upstreamConnections(),
                        limits.upstreamConnections(),
                        KEEP_ALIVE_SECONDS,
                        limits.requestLineBytes(),
                        MAX_RESPONSE_HEADER_BYTES));
    }

    private HttpClient client() {
        if (client == null) {
            PoolOptions pool = new PoolOptions()
                    .setHttp1MaxSize(limits.upstreamConnections())
                    .setHttp2MaxSize(4)
                    .setMaxWaitQueueSize(limits.upstreamConnections());
            // What breaks a connection reaches the request on it; without a request it concerns nobody.
            client = vertx.httpClientBuilder()
                    .with(options(key, limits))
                    .with(pool)
                    .withConnectHandler(connection -> connection.exceptionHandler(e -> {}))
                    .build();
        }
        return client;
    }

    private static NetClientOptions netOptions(ClientKey key, Limits limits) {
        NetClientOptions options = new NetClientOptions().setTcpNoDelay(true).setConnectTimeout((int)
                TimeUnit.NANOSECONDS.toMillis(limits.connectNanos()));
        if (key.tlsHost() != null) {
            options.setSsl(true)
                    .setSslHandshakeTimeout(limits.connectNanos())
                    .setSslHandshakeTimeoutUnit(TimeUnit.NANOSECONDS)
                    .setHostnameVerificationAlgorithm(key.altNames().isEmpty() ? "HTTPS" : "");
            trust(key, options::setTrustOptions);
            identify(key, options::setKeyCertOptions);
        }
        return options;
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
                options.setVerifyHost(false);
            }
            trust(key, options::setTrustOptions);
            identify(key, options::setKeyCertOptions);
        }
        return options;
    }

    private static void trust(ClientKey key, Consumer<TrustOptions> trusted) {
        if (!key.altNames().isEmpty()) {
            trusted.accept(TrustOptions.wrap(AltNameTrust.of(key.caPem(), key.altNames())));
        } else if (key.caPem() != null) {
            trusted.accept(new PemTrustOptions().addCertValue(Buffer.buffer(key.caPem())));
        }
    }

    /** One bundle holds certificate and key; each reader takes its own blocks. */
    private static void identify(ClientKey key, Consumer<KeyCertOptions> own) {
        if (key.clientPem() != null) {
            own.accept(new PemKeyCertOptions()
                    .addCertValue(Buffer.buffer(key.clientPem()))
                    .addKeyValue(Buffer.buffer(key.clientPem())));
        }
    }

    private static boolean isAddress(String host) {
        return host.indexOf(':') >= 0 || !host.isEmpty() && Character.isDigit(host.charAt(host.length() - 1));
    }
}
