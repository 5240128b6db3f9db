package dev.sluice.server.proxy;

import io.vertx.core.http.HttpClientResponse;

/** How long a provider asks to be left alone. Dates are not understood and count as nothing. */
final class RetryAfter {
    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    private static final int MAX_DIGITS = 6;

    private RetryAfter() {}

    static long nanos(HttpClientResponse answer) {
        String value = answer.headers().get("retry-after");
        if (value == null || value.isEmpty() || value.length() > MAX_DIGITS) {
            return 0;
        }
        long seconds = 0;
        for (int i = 0; i < value.length(); i++) {
            int digit = value.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return 0;
            }
            seconds = seconds * 10 + digit;
        }
        return seconds * NANOS_PER_SECOND;
    }
}
