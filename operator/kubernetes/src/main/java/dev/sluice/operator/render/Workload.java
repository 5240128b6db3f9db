package dev.sluice.operator.render;

import dev.sluice.control.translate.value.Durations;
import dev.sluice.crds.v1alpha1.parameters.GatewayParametersSpec;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.ContainerPortBuilder;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.EnvVarBuilder;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.LocalObjectReference;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodSpecBuilder;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.ProbeBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import io.fabric8.kubernetes.api.model.ResourceRequirementsBuilder;
import io.fabric8.kubernetes.api.model.TopologySpreadConstraint;
import io.fabric8.kubernetes.api.model.TopologySpreadConstraintBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The pods of a gateway, as a cautious cluster wants them (Pod Security Standard "restricted"). They drain on SIGTERM by
 * themselves, still accepting for the drain's delay, so no preStop hook is needed; the grace period leaves room for both.
 */
final class Workload {
    static final int ADMIN_PORT = 9901;

    private static final long USER = 65532;
    private static final long DEFAULT_DELAY_SECONDS = 5;
    private static final long DEFAULT_TIMEOUT_SECONDS = 30;
    private static final long GRACE_MARGIN_SECONDS = 10;
    private static final String STATE_FOLDER = "/var/run/sluice";

    private Workload() {}

    static Deployment deployment(Identity identity, RenderInput input) {
        return new DeploymentBuilder()
                .withMetadata(identity.metadata())
                .withNewSpec()
                .withReplicas(Scaling.replicas(input.parameters()).orElse(null))
                .withRevisionHistoryLimit(3)
                .withNewSelector()
                .withMatchLabels(identity.selector())
                .endSelector()
                .withNewStrategy()
                .withType("RollingUpdate")
                .withNewRollingUpdate()
                .withMaxSurge(new IntOrString(1))
                .withMaxUnavailable(new IntOrString(0))
                .endRollingUpdate()
                .endStrategy()
                .withNewTemplate()
                .withNewMetadata()
                .withLabels(identity.labels())
                .withAnnotations(identity.annotations())
                .endMetadata()
                .withSpec(pod(identity, input))
                .endTemplate()
                .endSpec()
                .build();
    }

    private static PodSpec pod(Identity identity, RenderInput input) {
        GatewayParametersSpec.Drain drain = input.parameters().drain();
        long delay = seconds(drain == null ? null : drain.delay(), DEFAULT_DELAY_SECONDS);
        long timeout = seconds(drain == null ? null : drain.timeout(), DEFAULT_TIMEOUT_SECONDS);
        return new PodSpecBuilder()
                .withServiceAccountName(identity.name())
                .withAutomountServiceAccountToken(true)
                .withEnableServiceLinks(false)
                .withTerminationGracePeriodSeconds(delay + timeout + GRACE_MARGIN_SECONDS)
                .withImagePullSecrets(input.image().pullSecrets().stream()
                        .map(LocalObjectReference::new)
                        .toList())
                .withNewSecurityContext()
                .withRunAsNonRoot(true)
                .withRunAsUser(USER)
                .withRunAsGroup(USER)
                .withNewSeccompProfile()
                .withType("RuntimeDefault")
                .endSeccompProfile()
                .endSecurityContext()
                .withTopologySpreadConstraints(
                        spread(identity, input.parameters().spread()))
                .withContainers(container(identity, input, delay, timeout))
                .addNewVolume()
                .withName("state")
                .withNewEmptyDir()
                .withMedium("Memory")
                .withSizeLimit(new Quantity("64Mi"))
                .endEmptyDir()
                .endVolume()
                .addNewVolume()
                .withName("tmp")
                .withNewEmptyDir()
                .withSizeLimit(new Quantity("64Mi"))
                .endEmptyDir()
                .endVolume()
                .build();
    }

    private static Container container(Identity identity, RenderInput input, long delaySeconds, long timeoutSeconds) {
        return new ContainerBuilder()
                .withName("gateway")
                .withImage(input.image().name())
                .withImagePullPolicy(input.image().pullPolicy())
                // Not those of listeners: they name nothing that is not served without, and one more would replace
                // every pod.
                .withPorts(port("admin", ADMIN_PORT))
                .withEnv(
                        field("POD_NAMESPACE", "metadata.namespace"),
                        field("POD_NAME", "metadata.name"),
                        field("POD_IP", "status.podIP"),
                        // Kubernetes 1.35 copies them from the node; before, they are empty.
                        field("SLUICE_REGION", "metadata.labels['topology.kubernetes.io/region']"),
                        field("SLUICE_ZONE", "metadata.labels['topology.kubernetes.io/zone']"),
                        value(
                                "SLUICE_GATEWAY_NAME",
                                identity.gateway().getMetadata().getName()),
                        value("SLUICE_ADMIN_PORT", Integer.toString(ADMIN_PORT)),
                        value("SLUICE_STATE_DIR", STATE_FOLDER),
                        value("SLUICE_DRAIN_DELAY_SECONDS", Long.toString(delaySeconds)),
                        value("SLUICE_DRAIN_SECONDS", Long.toString(timeoutSeconds)))
                .addAllToEnv(Seen.environment(input.parameters()))
                .withStartupProbe(probe("/healthz", 1, 60))
                .withLivenessProbe(probe("/healthz", 10, 3))
                .withReadinessProbe(probe("/readyz", 2, 2))
                .withResources(resources(input.parameters().resources()))
                .withNewSecurityContext()
                .withAllowPrivilegeEscalation(false)
                .withReadOnlyRootFilesystem(true)
                .withNewCapabilities()
                .withDrop("ALL")
                .endCapabilities()
                .endSecurityContext()
                .addNewVolumeMount()
                .withName("state")
                .withMountPath(STATE_FOLDER)
                .endVolumeMount()
                .addNewVolumeMount()
                .withName("tmp")
                .withMountPath("/tmp")
                .endVolumeMount()
                .build();
    }

    /** Over nodes always where possible; over zones, or what the user names, as strictly as the user says. */
    private static List<TopologySpreadConstraint> spread(
            Identity identity, GatewayParametersSpec.@Nullable Spread wanted) {
        String key =
                wanted == null || wanted.topologyKey() == null ? "topology.kubernetes.io/zone" : wanted.topologyKey();
        Integer skew = wanted == null ? null : wanted.maxSkew();
        boolean required = wanted != null && Boolean.TRUE.equals(wanted.required());
        TopologySpreadConstraint domains = constraint(identity, key, skew == null ? 1 : skew, required);
        String node = "kubernetes.io/hostname";
        return key.equals(node) ? List.of(domains) : List.of(domains, constraint(identity, node, 1, false));
    }

    private static TopologySpreadConstraint constraint(Identity identity, String key, int skew, boolean required) {
        return new TopologySpreadConstraintBuilder()
                .withTopologyKey(key)
                .withMaxSkew(skew)
                .withWhenUnsatisfiable(required ? "DoNotSchedule" : "ScheduleAnyway")
                .withNewLabelSelector()
                .withMatchLabels(identity.selector())
                .endLabelSelector()
                // Pods of the version that leaves do not count, or a rollout would end lopsided.
                .withMatchLabelKeys("pod-template-hash")
                .build();
    }

    /** Without a CPU limit: a throttled gateway is a slow provider to everyone behind it. */
    private static ResourceRequirements resources(GatewayParametersSpec.@Nullable Resources wanted) {
        ResourceRequirementsBuilder resources = new ResourceRequirementsBuilder()
                .addToRequests("cpu", new Quantity("250m"))
                .addToRequests("memory", new Quantity("512Mi"));
        if (wanted == null) {
            return resources.addToLimits("memory", new Quantity("512Mi")).build();
        }
        Map<String, Quantity> requests = wanted.requests();
        if (requests != null) {
            resources.addToRequests(requests);
        }
        Map<String, Quantity> limits = wanted.limits();
        if (limits != null) {
            resources.addToLimits(limits);
            // As the API server does: what is limited and not asked for is asked for in full, never more than the
            // limit.
            limits.forEach((name, limit) -> {
                if (requests == null || !requests.containsKey(name)) {
                    resources.addToRequests(name, limit);
                }
            });
        }
        return resources.build();
    }

    private static Probe probe(String path, int periodSeconds, int failures) {
        return new ProbeBuilder()
                .withNewHttpGet()
                .withPath(path)
                .withPort(new IntOrString("admin"))
                .endHttpGet()
                .withPeriodSeconds(periodSeconds)
                .withTimeoutSeconds(5)
                .withFailureThreshold(failures)
                .build();
    }

    private static ContainerPort port(String name, int port) {
        return new ContainerPortBuilder()
                .withName(name)
                .withContainerPort(port)
                .withProtocol("TCP")
                .build();
    }

    private static EnvVar value(String name, String value) {
        return new EnvVarBuilder().withName(name).withValue(value).build();
    }

    private static EnvVar field(String name, String path) {
        return new EnvVarBuilder()
                .withName(name)
                .withNewValueFrom()
                .withNewFieldRef("v1", path)
                .endValueFrom()
                .build();
    }

    /** Whole seconds, rounded up; the schema has checked the form. */
    private static long seconds(@Nullable String duration, long otherwise) {
        Long nanos = duration == null ? null : Durations.nanos(duration);
        return nanos == null ? otherwise : Math.ceilDiv(nanos, 1_000_000_000L);
    }
}
