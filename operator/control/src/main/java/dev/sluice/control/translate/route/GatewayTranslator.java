package dev.sluice.control.translate.route;

import dev.sluice.control.gatewayapi.ListenerSet;
import dev.sluice.control.resolve.Catalog;
import dev.sluice.control.resolve.Grants;
import dev.sluice.control.resolve.ObjectRef;
import dev.sluice.control.resolve.References;
import dev.sluice.control.resolve.Resources;
import dev.sluice.control.status.Condition;
import dev.sluice.control.status.ConditionType;
import dev.sluice.control.status.ObjectStatus;
import dev.sluice.control.status.Reason;
import dev.sluice.control.translate.provider.CertificatePair;
import dev.sluice.control.translate.value.Findings;
import dev.sluice.crds.v1alpha1.GatewayParameters;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.Gateway;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.GatewayClass;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.GatewayInfrastructure;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.GatewayTLSConfig;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.LocalParametersReference;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.SecretObjectReference;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The Gateways that are ours: those of a GatewayClass of our controller, and of class sluice, which always is. */
public final class GatewayTranslator {
    public static final String CONTROLLER = "sluice.dev/gateway";
    public static final String CLASS_NAME = "sluice";

    /** What a gateway's pod listens on itself, for the kubelet and monitoring. */
    private static final Set<Integer> POD_PORTS = Set.of(9901);

    private final Resources resources;
    private final Catalog catalog;
    private final ListenerTranslator listeners;
    private final ListenerSets listenerSets;
    private final ListenerCertificates certificates;
    private final boolean oneHost;

    /** @param oneHost whether all Gateways share one host's ports, and no other controller is there to know a class */
    public GatewayTranslator(Resources resources, Catalog catalog, References references, boolean oneHost) {
        this.resources = resources;
        this.catalog = catalog;
        this.listenerSets = new ListenerSets(resources.listenerSets(), catalog);
        this.certificates = new ListenerCertificates(references);
        this.listeners = new ListenerTranslator(catalog, references, !oneHost);
        this.oneHost = oneHost;
    }

    /** By id, oldest first. */
    public Map<String, TranslatedGateway> translate() {
        Map<String, TranslatedGateway> ours = new LinkedHashMap<>();
        Set<Integer> takenPorts = new HashSet<>();
        for (Gateway gateway : Catalog.oldestFirst(resources.gateways())) {
            if (isOurs(gateway)) {
                TranslatedGateway translated = translate(gateway, oneHost ? takenPorts : POD_PORTS);
                ours.put(translated.ref().id(), translated);
                gateway.getSpec().getListeners().forEach(l -> takenPorts.add(l.getPort()));
            }
        }
        return ours;
    }

    /** Gateways of classes nobody knows; on a cluster they may be another controller's. */
    public List<ObjectStatus> unknownClasses() {
        return oneHost
                ? resources.gateways().stream()
                        .filter(g -> !isOurs(g) && gatewayClass(g, resources).isEmpty())
                        .map(GatewayTranslator::unknownClass)
                        .toList()
                : List.of();
    }

    private TranslatedGateway translate(Gateway gateway, Set<Integer> takenPorts) {
        Findings findings = new Findings();
        Map<String, String> secrets = new HashMap<>();
        AskedAddresses.check(gateway, oneHost, findings);
        parameters(gateway, findings);
        ObjectRef ref = ObjectRef.of(gateway);
        List<ListenerSet> sets = listenerSets.of(ref);
        List<ListenerSource> sources = new ArrayList<>(List.of(ListenerSource.of(gateway, findings)));
        sets.stream()
                .filter(set -> listenerSets.taken(gateway, set))
                .forEach(set -> sources.add(ListenerSource.of(set)));
        List<TranslatedListener> translated = listeners.translate(gateway, sources, takenPorts, secrets);
        Findings references = new Findings();
        String clientCertificate = clientCertificate(gateway, references, secrets);
        references.problems().forEach(p -> findings.problem(p.path(), p.message()));
        List<Condition> more = new ArrayList<>();
        if (backendCertificate(gateway) != null) {
            more.add(references.resolvedRefs());
        }
        if (translated.stream().anyMatch(TranslatedListener::insecureFallback)) {
            more.add(Condition.of(
                    ConditionType.INSECURE_FRONTEND_VALIDATION,
                    true,
                    Reason.CONFIGURATION_CHANGED,
                    "clients without a valid certificate are served"));
        }
        return new TranslatedGateway(
                ref,
                generation(gateway),
                translated,
                sets,
                sources.stream().map(ListenerSource::ref).collect(Collectors.toSet()),
                secrets,
                clientCertificate,
                more,
                findings);
    }

    private static @Nullable SecretObjectReference backendCertificate(Gateway gateway) {
        GatewayTLSConfig tls = gateway.getSpec().getTls();
        return tls == null || tls.getBackend() == null ? null : tls.getBackend().getClientCertificateRef();
    }

    /** What Services with TLS are shown; null for nothing. */
    private @Nullable String clientCertificate(Gateway gateway, Findings findings, Map<String, String> secrets) {
        SecretObjectReference ref = backendCertificate(gateway);
        return ref == null
                ? null
                : certificates
                        .certificate(
                                new Grants.From(References.GATEWAY_API, "Gateway", ObjectRef.namespace(gateway)),
                                "spec.tls.backend.clientCertificateRef",
                                ref,
                                Reason.INVALID_CLIENT_CERTIFICATE_REF,
                                findings)
                        .map(secret -> {
                            secrets.put(CertificatePair.id(secret), CertificatePair.pem(secret));
                            return CertificatePair.id(secret);
                        })
                        .orElse(null);
    }

    private void parameters(Gateway gateway, Findings findings) {
        GatewayInfrastructure infrastructure = gateway.getSpec().getInfrastructure();
        LocalParametersReference ref = infrastructure == null ? null : infrastructure.getParametersRef();
        if (ref == null || oneHost) {
            return;
        }
        String path = "spec.infrastructure.parametersRef";
        if (!References.SLUICE.equals(ref.getGroup()) || !"GatewayParameters".equals(ref.getKind())) {
            findings.invalid(
                    Reason.INVALID_PARAMETERS,
                    path,
                    "is a " + ref.getKind() + " of " + ref.getGroup(),
                    "GatewayParameters of " + References.SLUICE);
        } else if (catalog.find(GatewayParameters.class, ObjectRef.namespace(gateway) + "/" + ref.getName())
                .isEmpty()) {
            findings.invalid(
                    Reason.INVALID_PARAMETERS,
                    path,
                    "GatewayParameters/" + ref.getName() + " does not exist in namespace "
                            + ObjectRef.namespace(gateway),
                    "existing GatewayParameters");
        }
    }

    /** Those that are served here. */
    public static List<Gateway> ours(Resources resources) {
        return resources.gateways().stream().filter(g -> isOurs(g, resources)).toList();
    }

    private boolean isOurs(Gateway gateway) {
        return isOurs(gateway, resources);
    }

    private static boolean isOurs(Gateway gateway, Resources resources) {
        return gatewayClass(gateway, resources)
                .map(c -> CONTROLLER.equals(c.getSpec().getControllerName()))
                .orElse(CLASS_NAME.equals(gateway.getSpec().getGatewayClassName()));
    }

    private static Optional<GatewayClass> gatewayClass(Gateway gateway, Resources resources) {
        return resources.gatewayClasses().stream()
                .filter(c -> c.getMetadata().getName().equals(gateway.getSpec().getGatewayClassName()))
                .findFirst();
    }

    private static ObjectStatus unknownClass(Gateway gateway) {
        Findings findings = new Findings();
        findings.invalid(
                "spec.gatewayClassName",
                "GatewayClass/" + gateway.getSpec().getGatewayClassName() + " does not exist",
                CLASS_NAME + ", or a GatewayClass of controller " + CONTROLLER);
        return ObjectStatus.of(
                ObjectRef.of(gateway), generation(gateway), List.of(findings.accepted("")), findings.problems());
    }

    private static long generation(Gateway gateway) {
        return Objects.requireNonNullElse(gateway.getMetadata().getGeneration(), 0L);
    }
}
