package dev.sluice.e2e.conformance;

import dev.sluice.e2e.cluster.Command;
import dev.sluice.e2e.cluster.Repository;
import dev.sluice.e2e.operator.Sluice;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.GatewayClass;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.SupportedFeature;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Runs the suite as a pod, with a GatewayClass of its own whose Gateways have addresses of the cluster and one pod each. */
final class ConformanceSuite {
    private static final String POD = "conformance";
    private static final String NAMESPACES = "gateway-conformance-";
    private static final String FOLDER = "/var/lib/sluice-conformance";
    private static final long PATIENCE_MINUTES = 45;

    /** Set aside for documentation, so that no cluster has it. */
    private static final String UNUSABLE_ADDRESS = "192.0.2.1";

    private static final String CLASS = """
            apiVersion: sluice.dev/v1alpha1
            kind: GatewayParameters
            metadata: {name: conformance, namespace: default}
            spec:
              replicas: 1
              service: {type: ClusterIP}
              resources: {requests: {cpu: 10m, memory: 64Mi}, limits: {memory: 256Mi}}
            ---
            apiVersion: gateway.networking.k8s.io/v1
            kind: GatewayClass
            metadata: {name: conformance}
            spec:
              controllerName: sluice.dev/gateway
              parametersRef: {group: sluice.dev, kind: GatewayParameters, name: conformance, namespace: default}
            ---
            """;

    private final Sluice sluice;
    private final String image;

    private ConformanceSuite(Sluice sluice, String image) {
        this.sluice = sluice;
        this.image = image;
    }

    static ConformanceSuite on(Sluice sluice) {
        String script =
                Repository.ofWorkingDirectory().path("e2e/conformance/images").toString();
        String image = Command.run(script, sluice.node().container()).orThrow();
        return new ConformanceSuite(sluice, image);
    }

    /** From here on the cluster has the definitions of the experimental channel. */
    void defineExperimental() throws IOException {
        Path folder = Repository.ofWorkingDirectory().path(".cache/conformance/experimental");
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.sorted().toList()) {
                apply(Files.readString(file));
            }
        }
    }

    /** Names of features that the GatewayClass says are supported. */
    List<String> supportedFeatures() {
        apply(CLASS);
        return sluice
                .client()
                .resources(GatewayClass.class)
                .withName("conformance")
                .waitUntilCondition(
                        each -> each != null
                                && each.getStatus() != null
                                && !each.getStatus().getSupportedFeatures().isEmpty(),
                        1,
                        TimeUnit.MINUTES)
                .getStatus()
                .getSupportedFeatures()
                .stream()
                .map(SupportedFeature::getName)
                .toList();
    }

    /** The version of Sluice that the report is about. */
    ConformanceResult run(String version, String... flags) {
        sluice.client()
                .pods()
                .inNamespace("default")
                .withName(POD)
                .withGracePeriod(0)
                .delete();
        sluice.client()
                .pods()
                .inNamespace("default")
                .withName(POD)
                .waitUntilCondition(pod -> pod == null, 1, TimeUnit.MINUTES);
        untilNothingIsLeft();
        sluice.node().shell("rm -rf " + FOLDER + " && mkdir -p " + FOLDER);
        apply(manifests(version, List.of(flags)));
        Pod ended = sluice.client()
                .pods()
                .inNamespace("default")
                .withName(POD)
                .waitUntilCondition(
                        pod -> pod != null
                                && Set.of("Succeeded", "Failed")
                                        .contains(pod.getStatus().getPhase()),
                        PATIENCE_MINUTES,
                        TimeUnit.MINUTES);
        String log = sluice.client().pods().resource(ended).getLog();
        String report = sluice.node().shell("cat " + FOLDER + "/report.yaml 2>/dev/null || true");
        return new ConformanceResult(ended.getStatus().getPhase().equals("Succeeded"), log, report);
    }

    /** Of a run before: its namespaces end after it does, and take nothing new meanwhile. */
    private void untilNothingIsLeft() {
        sluice.client().namespaces().list().getItems().stream()
                .map(namespace -> namespace.getMetadata().getName())
                .filter(name -> name.startsWith(NAMESPACES))
                .forEach(name -> {
                    sluice.client().namespaces().withName(name).delete();
                    sluice.client()
                            .namespaces()
                            .withName(name)
                            .waitUntilCondition(namespace -> namespace == null, 3, TimeUnit.MINUTES);
                });
    }

    /** Beside the API server's own, in the part of the range that is left to addresses that are asked for. */
    private String usableAddress() {
        String first = sluice.client()
                .services()
                .inNamespace("default")
                .withName("kubernetes")
                .get()
                .getSpec()
                .getClusterIP();
        return first.substring(0, first.lastIndexOf('.')) + ".250";
    }

    private void apply(String yaml) {
        sluice.client()
                .load(new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8)))
                .items()
                .forEach(object -> sluice.client()
                        .resource(object)
                        .fieldManager("sluice-e2e")
                        .forceConflicts()
                        .serverSideApply());
    }

    private String manifests(String version, List<String> flags) {
        String args = Stream.concat(
                        Stream.of(
                                "-test.v",
                                "-test.timeout=" + PATIENCE_MINUTES + "m",
                                "--gateway-class=conformance",
                                "--report-output=/report/report.yaml",
                                "--usable-address=" + usableAddress(),
                                "--unusable-address=" + UNUSABLE_ADDRESS,
                                "--organization=sluice",
                                "--project=sluice",
                                "--url=https://sluice.dev",
                                "--version=" + version,
                                "--contact=https://sluice.dev"),
                        flags.stream())
                .map(flag -> "\"" + flag + "\"")
                .collect(Collectors.joining(", "));
        return CLASS + """
                apiVersion: v1
                kind: ServiceAccount
                metadata: {name: conformance, namespace: default}
                ---
                apiVersion: rbac.authorization.k8s.io/v1
                kind: ClusterRoleBinding
                metadata: {name: conformance}
                roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: cluster-admin}
                subjects: [{kind: ServiceAccount, name: conformance, namespace: default}]
                ---
                apiVersion: v1
                kind: Pod
                metadata: {name: %s, namespace: default}
                spec:
                  serviceAccountName: conformance
                  restartPolicy: Never
                  terminationGracePeriodSeconds: 1
                  containers:
                  - name: suite
                    image: %s
                    imagePullPolicy: Never
                    args: [%s]
                    volumeMounts: [{name: report, mountPath: /report}]
                  volumes:
                  - name: report
                    hostPath: {path: %s}
                """.formatted(POD, image, args, FOLDER);
    }
}
