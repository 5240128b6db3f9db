package dev.sluice.control.translate;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.sluice.contract.snapshot.ConfigSnapshot;
import dev.sluice.control.resolve.ObjectRef;
import dev.sluice.control.resolve.Resources;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What must hold for any order and any text a user may write; a failure names its seed. */
class TranslatorPropertyTest {
    private static final String[] JUNK = {
        "",
        " ",
        "a/b",
        "*",
        "+",
        "{credential}",
        "99999h",
        "1e9",
        "169.254.169.254",
        "::ffff:127.0.0.1",
        "Hyperscaler",
        "\u00e9",
        "[",
        "(?<",
        "-1"
    };

    private static final String VIA_SERVICE = """
            apiVersion: gateway.networking.k8s.io/v1
            kind: Gateway
            metadata: {name: edge}
            spec:
              gatewayClassName: sluice
              listeners: [{name: http, protocol: HTTP, port: 8080}]
            ---
            apiVersion: gateway.networking.k8s.io/v1
            kind: HTTPRoute
            metadata: {name: files}
            spec:
              parentRefs: [{name: edge}]
              rules: [{backendRefs: [{group: sluice.dev, kind: ProviderPool, name: files}]}]
            ---
            apiVersion: sluice.dev/v1alpha1
            kind: ProviderPool
            metadata: {name: files}
            spec: {members: [{providerRef: {name: store}}]}
            ---
            apiVersion: sluice.dev/v1alpha1
            kind: Provider
            metadata: {name: store}
            spec:
              class: BareMetal
              organization: store
              api: HTTP
              endpoints: [{serviceRef: {name: store, port: 80}, tls: {mode: None}}]
            """;
    private static final String SERVICE = """
            apiVersion: v1
            kind: Service
            metadata: {name: store}
            spec: {ports: [{name: http, port: 80, targetPort: 8080}]}
            ---
            apiVersion: discovery.k8s.io/v1
            kind: EndpointSlice
            metadata: {name: store-1, labels: {kubernetes.io/service-name: store}}
            addressType: IPv4
            ports: [{name: http, port: 8080}]
            endpoints: [{addresses: [10.1.0.7], conditions: {ready: true}}]
            """;

    @Test
    void orderOfResourcesDoesNotMatter() {
        for (Path folder : GoldenFiles.cases()) {
            String yaml = GoldenFiles.resources(folder);
            TranslateResult expected = translate(yaml);
            for (int seed = 1; seed <= 2; seed++) {
                List<String> documents = new ArrayList<>(List.of(yaml.split("(?m)^---$")));
                Collections.shuffle(documents, new Random(seed));
                assertEquals(expected, translate(String.join("\n---\n", documents)), folder + ", seed " + seed);
            }
        }
    }

    @Test
    void neverThrowsForTextAUserMayWrite() {
        for (Path folder : GoldenFiles.cases()) {
            String yaml = GoldenFiles.resources(folder);
            for (int seed = 1; seed <= 20; seed++) {
                String mangled = mangle(yaml, new Random(seed));
                assertDoesNotThrow(() -> translate(mangled), folder + ", seed " + seed + ":\n" + mangled);
            }
        }
    }

    /** Objects come, go and change one by one; whoever remembers what was before says the same as whoever does not. */
    @Test
    void whatIsRememberedIsWhatWouldBeTranslatedAgain() {
        for (Path folder : GoldenFiles.cases()) {
            List<String> documents = List.of(GoldenFiles.resources(folder).split("(?m)^---$"));
            Random random = new Random(documents.size());
            Translator remembering = new Translator(Translator.Target.KUBERNETES);
            List<Resources> current =
                    new ArrayList<>(documents.stream().map(d -> version(d, 1)).toList());
            List<ConfigSnapshot> previous = List.of();
            for (int step = 2; step < 30; step++) {
                int at = random.nextInt(current.size());
                boolean route = documents.get(at).contains("Route");
                if (route || random.nextInt(3) == 0) {
                    String text = random.nextBoolean() ? documents.get(at) : mangle(documents.get(at), random);
                    current.set(at, random.nextInt(4) == 0 ? Resources.NONE : version(text, step));
                }
                Resources now = together(current);
                TranslateResult expected = Translator.translate(now, previous, Translator.Target.KUBERNETES, 1, step);
                assertEquals(expected, remembering.translate(now, previous, 1, step), folder + ", step " + step);
                previous = expected.gateways().stream()
                        .map(GatewayConfig::snapshot)
                        .toList();
            }
        }
    }

    /** A route depends on its pool's providers, and these on Services that it does not name. */
    @Test
    void aServiceThatComesMakesThePoolOfItsProviderUsable() {
        Translator remembering = new Translator(Translator.Target.KUBERNETES);
        Resources without = together(Stream.of(VIA_SERVICE.split("(?m)^---$"))
                .map(d -> version(d, 1))
                .toList());
        Resources service = together(
                Stream.of(SERVICE.split("(?m)^---$")).map(d -> version(d, 1)).toList());

        remembering.translate(without, List.of(), 1, 1);
        Resources with = together(List.of(without, service));

        assertEquals(
                Translator.translate(with, List.of(), Translator.Target.KUBERNETES, 1, 2),
                remembering.translate(with, List.of(), 1, 2));
        assertEquals(
                Translator.translate(without, List.of(), Translator.Target.KUBERNETES, 1, 3),
                remembering.translate(without, List.of(), 1, 3));
    }

    private static Resources version(String document, long generation) {
        Resources read = Manifests.read(document);
        all(read).forEach(object -> {
            object.getMetadata().setUid(ObjectRef.of(object).toString());
            object.getMetadata().setGeneration(generation);
        });
        return read;
    }

    private static Resources together(List<Resources> parts) {
        return Resources.of(
                parts.stream().flatMap(TranslatorPropertyTest::all).toList(),
                parts.stream().flatMap(part -> part.rejected().stream()).toList());
    }

    private static Stream<HasMetadata> all(Resources of) {
        return Stream.<List<? extends HasMetadata>>of(
                        of.gatewayClasses(),
                        of.gateways(),
                        of.httpRoutes(),
                        of.grpcRoutes(),
                        of.backendTlsPolicies(),
                        of.listenerSets(),
                        of.referenceGrants(),
                        of.providers(),
                        of.pools(),
                        of.policies(),
                        of.overrides(),
                        of.parameters(),
                        of.services(),
                        of.endpointSlices(),
                        of.secrets(),
                        of.configMaps(),
                        of.namespaces())
                .flatMap(List::stream);
    }

    /** Replaces some quoted or plain scalars after a colon, but not those a schema always checks first. */
    private static String mangle(String yaml, Random random) {
        Matcher scalar = Pattern.compile(
                        "\\b(address|hostname|value|path|target|request|interval|timeout|perMillionRequests|until|name|chain|sectionName|namespace|key|replacePrefixMatch): *+(\"[^\"\\n]*+\"|[^\\s,{}\\[\\]\"][^,{}\\[\\]\\n]*+)(?=[,}\\]\\n])")
                .matcher(yaml);
        return scalar.replaceAll(m -> {
            boolean keep = random.nextInt(12) > 0;
            String junk = JUNK[random.nextInt(JUNK.length)];
            return Matcher.quoteReplacement(keep ? m.group() : m.group(1) + ": \"" + junk + "\"");
        });
    }

    private static TranslateResult translate(String yaml) {
        return Translator.translate(Manifests.read(yaml), List.of(), Translator.Target.STANDALONE, 1, 1);
    }
}
