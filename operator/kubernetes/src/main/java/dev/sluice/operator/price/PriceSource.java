package dev.sluice.operator.price;

import java.io.IOException;

/** Where prices come from. */
public interface PriceSource {
    /**
     * The value of a query now.
     *
     * @throws IOException where there is none; its message says why, for people
     */
    double ask(String query) throws IOException, InterruptedException;

    /** Where the operator was not told of a server. */
    static PriceSource none() {
        return query -> {
            throw new IOException("the operator knows no Prometheus; the chart's value is prometheusUrl");
        };
    }
}
