package dev.sluice.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.contract.snapshot.Authentication;
import dev.sluice.contract.snapshot.ClientKeys;
import dev.sluice.contract.snapshot.Clients;
import dev.sluice.contract.snapshot.Credentials;
import dev.sluice.contract.snapshot.Pool;
import dev.sluice.contract.snapshot.Price;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What monitoring reads, and that the documentation says the same. */
class MetricsTest {
    /** Where the metrics of the process that plans begin. */
    private static final String OF_PLANS = "What is planned is said by";

    private static final Pattern DOCUMENTED = Pattern.compile("`(sluice_[a-z_]+)`");

    @Test
    void latenciesAreHistogramsByProviderAndByRoute() throws Exception {
        try (GatewayFixture f = new GatewayFixture()) {
            RawUpstream up = f.upstream(RawUpstream.node("0x1"));
            f.serve(Snapshots.jsonRpc(up.port()));
            for (int i = 0; i < 10; i++) {
                f.call("eth_chainId", i);
            }
            String page = GatewayFixture.await(f.gateway.metrics());
            String attempt =
                    "{class=\"default\",policy=\"default/policy\",pool=\"default/pool\",provider=\"default/p0\"";
            assertTrue(page.contains("sluice_attempt_latency_seconds_count" + attempt + "} 10\n"), page);
            assertTrue(page.contains("sluice_attempt_latency_seconds_bucket" + attempt + ",le=\"+Inf\"} 10\n"), page);
            assertTrue(page.contains("sluice_attempt_latency_seconds_bucket" + attempt + ",le=\"0.0025\"} "), page);
            assertTrue(sum(page, "sluice_attempt_latency_seconds_sum" + attempt + "} ") > 0, page);
            String route = "{route=\"default/route\",rule=\"0\"";
            assertTrue(page.contains("sluice_request_latency_seconds_count" + route + "} 10\n"), page);
            assertTrue(
                    sum(page, "sluice_request_latency_seconds_sum" + route + "} ")
                            >= sum(page, "sluice_attempt_latency_seconds_sum" + attempt + "} "),
                    page);
        }
    }

    @Test
    void everyMetricIsDocumentedAndEveryDocumentedOneExists() throws Exception {
        try (GatewayFixture f = new GatewayFixture()) {
            RawUpstream up = f.upstream(RawUpstream.answer(503, "text/plain", "no"));
            String keys = ClientKeys.id("default/clients");
            f.serve(
                    Snapshots.http(up.port())
                            .with(s -> {
                                s.clients = Clients.ANY.with(
                                        new Authentication(new Authentication.ApiKey("x-api-key", keys)));
                                s.price = new Price("USD", 1_000_000, List.of());
                                s.concurrencyLimit = Pool.ConcurrencyLimit.DEFAULT;
                            })
                            .build(),
                    new Credentials(1, Map.of(keys, "wallet " + ClientKeys.digest("key-of-wallet"))));
            f.get("/", "x-api-key", "key-of-wallet");
            f.get("/");
            Set<String> exposed = Arrays.stream(
                            GatewayFixture.await(f.gateway.metrics()).split("\n"))
                    .filter(line -> line.startsWith("# TYPE "))
                    .map(line -> line.split(" ")[2])
                    .collect(Collectors.toCollection(TreeSet::new));
            Set<String> documented = DOCUMENTED
                    .matcher(Files.readString(root().resolve("docs/operations.md"))
                            .split("## Metrics")[1]
                            .split(OF_PLANS)[0])
                    .results()
                    .map(found -> found.group(1))
                    .collect(Collectors.toCollection(TreeSet::new));
            assertEquals(String.join("\n", documented), String.join("\n", exposed));
        }
    }

    private static double sum(String page, String series) {
        int at = page.indexOf(series) + series.length();
        return Double.parseDouble(page.substring(at, page.indexOf('\n', at)));
    }

    private static Path root() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.isDirectory(folder.resolve("docs"))) {
            folder = folder.getParent();
        }
        return folder;
    }
}
