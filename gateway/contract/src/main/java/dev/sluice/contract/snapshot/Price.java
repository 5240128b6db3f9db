package dev.sluice.contract.snapshot;

import java.util.List;

/**
 * What requests cost. A price in micro-units of currency per million requests is, as a number, the price of one request
 * in pico-units (10^-12), so costs add up exactly in a long: up to 9.2 million units of currency.
 *
 * @param currency ISO 4217 code
 * @param perMillionRequestsMicros micro-units per million requests, for methods not listed
 * @param methods exceptions by JSON-RPC method, first match wins
 */
public record Price(String currency, long perMillionRequestsMicros, List<MethodPrice> methods) {

    public static final Price FREE = new Price("USD", 0, List.of());

    /** Whether nothing is to pay, so that the currency means nothing. */
    public boolean free() {
        return perMillionRequestsMicros == 0 && methods.stream().allMatch(m -> m.perMillionRequestsMicros() == 0);
    }

    /** @param pattern method name, or a prefix followed by {@code *} */
    public record MethodPrice(String pattern, long perMillionRequestsMicros) {}

    public Price {
        methods = List.copyOf(methods);
        if (perMillionRequestsMicros < 0) {
            throw new IllegalArgumentException("price must not be negative");
        }
    }
}
