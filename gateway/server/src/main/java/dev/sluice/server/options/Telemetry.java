package dev.sluice.server.options;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * How much is told of single requests.
 *
 * @param accessLogPpm share of requests that get a line in the access log; answers of 5xx and those that broke off always do
 * @param spansTo base of an OTLP/HTTP collector, e.g. {@code http://collector:4318}; null for no tracing
 * @param spansPpm share of requests without a trace of their own that begin one
 */
public record Telemetry(int accessLogPpm, @Nullable URI spansTo, int spansPpm) {
    public static final int ALL_PPM = 1_000_000;

    /** Every request is a line of the access log, and there is no tracing. */
    public static final Telemetry DEFAULT = new Telemetry(ALL_PPM, null, 0);

    public Telemetry {
        if (accessLogPpm < 0 || accessLogPpm > ALL_PPM || spansPpm < 0 || spansPpm > ALL_PPM) {
            throw new IllegalArgumentException("a sampled share is between 0 and 100 percent");
        }
        if (spansTo != null && (spansTo.getHost() == null || !isHttp(spansTo))) {
            throw new IllegalArgumentException("spans are sent to an http:// or https:// address, not to " + spansTo);
        }
    }

    private static boolean isHttp(URI address) {
        return "http".equalsIgnoreCase(address.getScheme()) || "https".equalsIgnoreCase(address.getScheme());
    }

    public Telemetry withAccessLogPpm(int ppm) {
        return new Telemetry(ppm, spansTo, spansPpm);
    }

    public Telemetry withSpans(@Nullable URI collector, int ppm) {
        return new Telemetry(accessLogPpm, collector, ppm);
    }
}
