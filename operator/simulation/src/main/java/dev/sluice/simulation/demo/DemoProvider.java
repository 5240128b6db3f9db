package dev.sluice.simulation.demo;

import dev.sluice.contract.snapshot.Price;
import dev.sluice.contract.snapshot.ProviderClass;
import dev.sluice.simulation.http.RequiredCredential;
import dev.sluice.simulation.model.LatencyShape;
import dev.sluice.simulation.model.ProviderProfile;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A provider of the demo: how it behaves, and what its manifest says of it.
 *
 * @param name of the Provider
 * @param providerClass kind of seller
 * @param organization behind it
 * @param location as in the manifest, a flow mapping
 * @param weight declared in the pool
 * @param profile on a good day
 * @param credential it asks for, or null
 */
record DemoProvider(
        String name,
        ProviderClass providerClass,
        String organization,
        String location,
        int weight,
        ProviderProfile profile,
        @Nullable RequiredCredential credential) {

    static final String PREFERRED = "aws-us-east-1";

    private static final long QUEUE_NANOS = 2_000_000_000L;
    private static final long DOLLAR_MICROS = 1_000_000L;

    /** As seen from a gateway on the east coast: the dear ones are near and steady, the cheap ones far or jittery. */
    static List<DemoProvider> five() {
        return List.of(
                new DemoProvider(
                        PREFERRED,
                        ProviderClass.HYPERSCALER,
                        "acme-nodes",
                        "{region: us-east-1, zone: use1-az1, cloud: aws, jurisdictions: [US]}",
                        35,
                        profile(LatencyShape.ofMillis(12, 0.15, 4_000, 40), 4_000, 0, price(14, 70)),
                        new RequiredCredential.InPath("/v2/", "demo-acme")),
                new DemoProvider(
                        "gcp-us-central1",
                        ProviderClass.HYPERSCALER,
                        "prairie-rpc",
                        "{region: us-central1, zone: us-central1-a, cloud: gcp, jurisdictions: [US]}",
                        20,
                        profile(LatencyShape.ofMillis(28, 0.2, 6_000, 60), 3_000, 0, price(11, 55)),
                        new RequiredCredential.InHeader("X-Api-Key", "demo-prairie")),
                new DemoProvider(
                        "metal-fra",
                        ProviderClass.BARE_METAL,
                        "rhein-hosting",
                        "{region: eu-central, zone: fra1, jurisdictions: [DE]}",
                        25,
                        profile(LatencyShape.ofMillis(44, 0.15, 5_000, 80), 2_000, 0, price(6, 18)),
                        null),
                new DemoProvider(
                        "depin-a",
                        ProviderClass.DECENTRALIZED,
                        "lava",
                        "{region: global}",
                        14,
                        profile(LatencyShape.ofMillis(38, 0.45, 25_000, 180), 3_000, 1, price(2.5, 7.5)),
                        null),
                new DemoProvider(
                        "depin-b",
                        ProviderClass.DECENTRALIZED,
                        "pocket",
                        "{region: global}",
                        6,
                        profile(LatencyShape.ofMillis(52, 0.55, 40_000, 220), 3_000, 1, price(2, 6)),
                        new RequiredCredential.InQuery("apikey", "demo-pocket")));
    }

    /** The Secret with this provider's key. */
    String secretName() {
        return organization;
    }

    private static ProviderProfile profile(LatencyShape latency, int unitsPerSecond, int lagBlocks, Price price) {
        return new ProviderProfile(latency, unitsPerSecond, QUEUE_NANOS, 0, lagBlocks, price);
    }

    private static Price price(double perMillion, double logsPerMillion) {
        return new Price(
                "USD",
                Math.round(perMillion * DOLLAR_MICROS),
                List.of(new Price.MethodPrice("eth_getLogs", Math.round(logsPerMillion * DOLLAR_MICROS))));
    }
}
