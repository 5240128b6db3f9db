package dev.sluice.control.translate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.contract.snapshot.Authentication;
import dev.sluice.contract.snapshot.Backend;
import dev.sluice.contract.snapshot.ClientKeys;
import dev.sluice.contract.snapshot.ConfigSnapshot;
import dev.sluice.contract.snapshot.Rule;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What an invalid policy means for what is served, case by case. */
class PolicyInForceTest {
    private static final String GOOD =
            GoldenFiles.text(Path.of("src/test/resources/golden/policy-last-accepted/before.yaml"));
    private static final String BAD =
            GOOD.replace("request: 5s", "request: soon").replace("generation: 7", "generation: 8");

    @Test
    void keepsTheLastAcceptedGenerationThroughManyTranslations() {
        List<ConfigSnapshot> previous = snapshots(GOOD, List.of());

        for (int i = 0; i < 3; i++) {
            previous = snapshots(BAD, previous);
        }

        assertEquals(snapshots(GOOD, List.of()), previous);
    }

    @Test
    void clearsWhenMended() {
        List<ConfigSnapshot> broken = snapshots(BAD, snapshots(GOOD, List.of()));

        List<ConfigSnapshot> mended = snapshots(GOOD.replace("5s", "6s"), broken);

        assertEquals(
                6_000_000_000L,
                mended.getFirst().policies().getFirst().timeouts().requestNanos());
    }

    @Test
    void keepsTheStricterLawWhenAnotherPolicyJoins() {
        List<ConfigSnapshot> previous = snapshots(GOOD, List.of());
        String other = GOOD.substring(GOOD.lastIndexOf("---"))
                .replace("name: law", "name: other")
                .replace("[DE]", "[DE, FR]");

        List<ConfigSnapshot> now = snapshots(BAD + other, previous);

        assertEquals(
                List.of("DE"),
                now.getFirst().policies().getFirst().constraints().allowedJurisdictions());
    }

    @Test
    void refusesWhatOnlyAnInvalidPolicyOfThePoolGoverns() {
        String onPool = BAD.replace(
                "{group: gateway.networking.k8s.io, kind: HTTPRoute, name: files}",
                "{group: sluice.dev, kind: ProviderPool, name: files}");

        Rule rule = snapshots(onPool, List.of())
                .getFirst()
                .routes()
                .getFirst()
                .rules()
                .getFirst();

        assertTrue(rule.backends().getFirst().target() instanceof Backend.Unresolved, rule.toString());
    }

    @Test
    void aPolicyOfTheGatewayDoesNotStandInForTheRoutesOwn() {
        String onGateway = GOOD.substring(GOOD.lastIndexOf("---"))
                .replace("name: law", "name: general")
                .replace("kind: HTTPRoute, name: files", "kind: Gateway, name: edge");

        Rule rule = snapshots(BAD + onGateway, List.of())
                .getFirst()
                .routes()
                .getFirst()
                .rules()
                .getFirst();

        assertTrue(String.valueOf(rule.refusal()).contains("RoutingPolicy/law"), rule.toString());
    }

    @Test
    void goesOnAskingForKeysAndKnowingThemWhileItIsInvalid() {
        String asking = GOOD.replace(
                        "request: 5s}",
                        "request: 5s}\n  clients: {authentication: {apiKey: {header: X-Api-Key, secretRef: {name: keys}}}}")
                + "---\napiVersion: v1\nkind: Secret\nmetadata: {name: keys}\nstringData: {wallet: wallet-0123456789abcdef}\n";
        String broken = asking.replace("request: 5s", "request: soon");
        GatewayConfig before = config(asking, List.of());

        GatewayConfig after = config(broken, List.of(before.snapshot()));

        assertEquals(before.credentials(), after.credentials());
        assertEquals(
                Map.of("client-keys:default/keys", "wallet " + ClientKeys.digest("wallet-0123456789abcdef")),
                after.credentials().values());
        assertEquals(
                new Authentication(new Authentication.ApiKey("x-api-key", "client-keys:default/keys")),
                after.snapshot().policies().getFirst().clients().authentication());
    }

    private static GatewayConfig config(String yaml, List<ConfigSnapshot> previous) {
        return Translator.translate(Manifests.read(yaml), previous, Translator.Target.STANDALONE, 1, 1)
                .gateways()
                .getFirst();
    }

    private static List<ConfigSnapshot> snapshots(String yaml, List<ConfigSnapshot> previous) {
        return Translator.translate(Manifests.read(yaml), previous, Translator.Target.STANDALONE, 1, 1)
                .gateways()
                .stream()
                .map(GatewayConfig::snapshot)
                .toList();
    }
}
