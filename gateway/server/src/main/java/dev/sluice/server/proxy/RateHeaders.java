package dev.sluice.server.proxy;

import dev.sluice.contract.snapshot.RateLimit;
import dev.sluice.engine.limits.RateGate;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Tells a client which limit it exceeds and when to come again: RFC 9110, 10.2.3, and the IETF draft of RateLimit headers. */
final class RateHeaders {
    private static final CharSequence RETRY_AFTER = HttpHeaders.createOptimized("retry-after");
    private static final CharSequence RATE_LIMIT = HttpHeaders.createOptimized("ratelimit");
    private static final CharSequence RATE_LIMIT_POLICY = HttpHeaders.createOptimized("ratelimit-policy");

    private RateHeaders() {}

    static void add(HttpServerResponse response, RateGate.@Nullable Excess excess) {
        if (excess == null) {
            return;
        }
        RateLimit limit = excess.limit();
        String name =
                switch (limit.per()) {
                    case CLIENT -> "\"client\"";
                    case TARGET -> "\"target\"";
                    case CLASS -> "\"class\"";
                };
        long seconds = Math.ceilDiv(excess.waitNanos(), TimeUnit.SECONDS.toNanos(1));
        response.putHeader(RETRY_AFTER, Long.toString(seconds));
        response.putHeader(RATE_LIMIT_POLICY, name + ";q=" + limit.requestsPerSecond() + ";w=1");
        response.putHeader(RATE_LIMIT, name + ";r=0;t=" + seconds);
    }
}
