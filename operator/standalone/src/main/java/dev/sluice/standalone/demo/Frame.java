package dev.sluice.standalone.demo;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One picture of the demo.
 *
 * @param elapsedSeconds since the load began; @param totalSeconds that the story takes
 * @param phase what is going on, in words
 * @param trouble whether something is failing
 * @param rows providers in the order of the manifests
 * @param clients what clients saw so far
 * @param url of the web page
 */
record Frame(
        int elapsedSeconds,
        int totalSeconds,
        String phase,
        boolean trouble,
        List<Row> rows,
        Clients clients,
        String url) {
    Frame {
        rows = List.copyOf(rows);
    }

    /**
     * @param share of requests now, from 0 to 1
     * @param p95Millis null without answers; @param errorRate null without attempts
     * @param price per million requests
     * @param reason of the last decision
     */
    record Row(
            String provider,
            String providerClass,
            String health,
            double share,
            @Nullable Double p95Millis,
            @Nullable Double errorRate,
            double price,
            String reason) {}

    /** @param p95Millis over the last seconds; null without answers */
    record Clients(
            long requests,
            long failures,
            double requestsPerSecond,
            @Nullable Double p95Millis) {}
}
