package dev.sluice.control.plan.worth;

import dev.sluice.contract.snapshot.Price;
import dev.sluice.contract.snapshot.Price.MethodPrice;
import java.util.List;

/** What a request of a class costs by the price list, before any was sent. */
public final class ListPrice {
    private ListPrice() {}

    /** Mean over the class's methods; the base price for a class that names none. */
    public static long picos(Price price, List<String> methods) {
        return methods.isEmpty() ? price.perMillionRequestsMicros() : mean(price, methods);
    }

    private static long mean(Price price, List<String> methods) {
        return Math.round(methods.stream()
                .mapToLong(method -> picos(price, method))
                .average()
                .orElse(price.perMillionRequestsMicros()));
    }

    private static long picos(Price price, String method) {
        return price.methods().stream()
                .filter(exception -> matches(exception, method))
                .findFirst()
                .map(MethodPrice::perMillionRequestsMicros)
                .orElse(price.perMillionRequestsMicros());
    }

    private static boolean matches(MethodPrice exception, String method) {
        String pattern = exception.pattern();
        return pattern.endsWith("*")
                ? method.startsWith(pattern.substring(0, pattern.length() - 1))
                : pattern.equals(method);
    }
}
