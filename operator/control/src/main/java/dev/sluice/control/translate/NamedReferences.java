package dev.sluice.control.translate;

import dev.sluice.control.resolve.ObjectRef;
import dev.sluice.control.resolve.Resources;
import dev.sluice.control.translate.route.GatewayTranslator;
import dev.sluice.crds.v1alpha1.Provider;
import dev.sluice.crds.v1alpha1.RoutingPolicy;
import dev.sluice.crds.v1alpha1.policy.ClientsSpec;
import dev.sluice.crds.v1alpha1.provider.CredentialSource.SecretKeyRef;
import dev.sluice.crds.v1alpha1.provider.Endpoint;
import dev.sluice.crds.v1alpha1.provider.EndpointTls;
import dev.sluice.crds.v1alpha1.type.ObjectReference;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.BackendTLSPolicy;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.FrontendTLSConfig;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.Gateway;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.GatewayTLSConfig;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.Listener;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.SecretObjectReference;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.TLSConfig;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.TLSPortConfig;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Secrets and ConfigMaps that objects of ours name, whether they may or not: whoever gathers reads just these. */
public final class NamedReferences {
    private static final String SECRET = "Secret";

    private final Set<ObjectRef> names = new TreeSet<>();

    private NamedReferences() {}

    public static Set<ObjectRef> of(Resources resources) {
        NamedReferences found = new NamedReferences();
        resources.providers().forEach(found::add);
        GatewayTranslator.ours(resources).forEach(found::add);
        resources.backendTlsPolicies().forEach(found::add);
        resources.policies().forEach(found::add);
        resources.listenerSets().forEach(set -> found.add(set.getSpec().listeners(), ObjectRef.namespace(set)));
        return found.names;
    }

    private void add(Provider provider) {
        String namespace = ObjectRef.namespace(provider);
        provider.getSpec().credentials().forEach(credential -> {
            SecretKeyRef ref = credential.secretKeyRef();
            add(SECRET, ref.namespace(), namespace, ref.name());
        });
        for (Endpoint endpoint : provider.getSpec().endpoints()) {
            EndpointTls tls = endpoint.tls();
            if (tls != null) {
                add(tls, namespace);
            }
        }
    }

    private void add(RoutingPolicy policy) {
        ClientsSpec clients = policy.getSpec().clients();
        if (clients == null || clients.authentication() == null) {
            return;
        }
        ClientsSpec.ApiKey apiKey = clients.authentication().apiKey();
        ClientsSpec.Jwt jwt = clients.authentication().jwt();
        Stream.concat(
                        Stream.ofNullable(apiKey).map(ClientsSpec.ApiKey::secretRef),
                        Stream.ofNullable(jwt)
                                .flatMap(token ->
                                        Stream.ofNullable(token.localJWKS().secretRef())))
                .forEach(ref -> add(SECRET, null, ObjectRef.namespace(policy), ref.name()));
    }

    private void add(EndpointTls tls, String namespace) {
        ObjectReference client = tls.clientCertificateRef();
        if (client != null) {
            add(SECRET, client.namespace(), namespace, client.name());
        }
        EndpointTls.Validation validation = tls.validation();
        if (validation != null) {
            validation
                    .caCertificateRefs()
                    .forEach(ref -> add(
                            switch (ref.kind()) {
                                case SECRET -> SECRET;
                                case CONFIG_MAP -> "ConfigMap";
                            },
                            null,
                            namespace,
                            ref.name()));
        }
    }

    private void add(BackendTLSPolicy policy) {
        Stream.ofNullable(policy.getSpec().getValidation().getCaCertificateRefs())
                .flatMap(List::stream)
                .forEach(ref -> authority(ref.getKind(), null, ObjectRef.namespace(policy), ref.getName()));
    }

    private void add(GatewayTLSConfig tls, String namespace) {
        if (tls.getBackend() != null && tls.getBackend().getClientCertificateRef() != null) {
            SecretObjectReference ref = tls.getBackend().getClientCertificateRef();
            add(SECRET, ref.getNamespace(), namespace, ref.getName());
        }
        FrontendTLSConfig frontend = tls.getFrontend();
        if (frontend != null) {
            Stream<TLSConfig> perPort = Stream.ofNullable(frontend.getPerPort())
                    .flatMap(List::stream)
                    .map(TLSPortConfig::getTls);
            Stream.concat(Stream.ofNullable(frontend.getDefault()), perPort)
                    .map(TLSConfig::getValidation)
                    .flatMap(Stream::ofNullable)
                    .flatMap(validation -> Stream.ofNullable(validation.getCaCertificateRefs()))
                    .flatMap(List::stream)
                    .forEach(ref -> authority(ref.getKind(), ref.getNamespace(), namespace, ref.getName()));
        }
    }

    private void authority(String kind, @Nullable String namespace, String own, String name) {
        if (kind.equals(SECRET) || kind.equals("ConfigMap")) {
            add(kind, namespace, own, name);
        }
    }

    private void add(Gateway gateway) {
        if (gateway.getSpec().getTls() != null) {
            add(gateway.getSpec().getTls(), ObjectRef.namespace(gateway));
        }
        add(gateway.getSpec().getListeners(), ObjectRef.namespace(gateway));
    }

    private void add(List<Listener> listeners, String namespace) {
        for (Listener listener : listeners) {
            if (listener.getTls() != null && listener.getTls().getCertificateRefs() != null) {
                for (SecretObjectReference ref : listener.getTls().getCertificateRefs()) {
                    if (ref.getKind() == null || ref.getKind().equals(SECRET)) {
                        add(SECRET, ref.getNamespace(), namespace, ref.getName());
                    }
                }
            }
        }
    }

    private void add(String kind, @Nullable String namespace, String own, String name) {
        names.add(new ObjectRef(kind, namespace == null ? own : namespace, name));
    }
}
