package dev.sluice.control.translate.provider;

import dev.sluice.contract.snapshot.Endpoint.Protocol;
import dev.sluice.contract.snapshot.Endpoint.Tls;
import dev.sluice.control.resolve.Grants;
import dev.sluice.control.resolve.References;
import dev.sluice.control.resolve.Resolution;
import dev.sluice.control.translate.provider.ServiceEndpoints.Address;
import dev.sluice.control.translate.value.Findings;
import dev.sluice.crds.v1alpha1.provider.Endpoint;
import dev.sluice.crds.v1alpha1.provider.EndpointTls;
import io.fabric8.kubernetes.api.model.Service;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Addresses of a provider: checked, resolved where they name a Service, in the order written. */
final class EndpointTranslator {
    private final References references;
    private final ServiceEndpoints services;
    private final EndpointSafety safety;
    private final TlsTranslator tls;

    EndpointTranslator(References references, ServiceEndpoints services, EndpointSafety safety) {
        this.references = references;
        this.services = services;
        this.safety = safety;
        this.tls = new TlsTranslator(references);
    }

    /** One endpoint as written can be several addresses of a Service, or none. */
    List<dev.sluice.contract.snapshot.Endpoint> translate(
            Grants.From from, String path, Endpoint endpoint, Findings findings, Map<String, String> values) {
        Protocol protocol = protocol(path, endpoint, findings);
        Tls secured = tls.translate(from, path + ".tls", endpoint, findings, values);
        return addresses(from, path, endpoint, findings).stream()
                .map(a -> new dev.sluice.contract.snapshot.Endpoint(
                        a.host(),
                        a.port(),
                        a.named(),
                        prefix(endpoint.path()),
                        endpoint.webSocket() == null
                                ? null
                                : endpoint.webSocket().path(),
                        protocol,
                        secured))
                .toList();
    }

    private List<Address> addresses(Grants.From from, String path, Endpoint e, Findings findings) {
        long given = Stream.of(e.fqdn(), e.ip(), e.serviceRef())
                .filter(Objects::nonNull)
                .count();
        if (given != 1) {
            findings.invalid(path, "has " + given + " addresses", "exactly one of fqdn, ip and serviceRef");
        } else if (e.ip() != null) {
            safety.refusal(e.ip().address(), e.ip().port())
                    .ifPresent(why -> findings.invalid(path + ".ip.address", why, "the address of a provider"));
            return List.of(new Address(e.ip().address(), e.ip().port(), false));
        } else if (e.fqdn() != null) {
            safety.nameRefusal(e.fqdn().hostname())
                    .ifPresent(why -> findings.invalid(path + ".fqdn.hostname", why, "the name of a provider"));
            return List.of(new Address(e.fqdn().hostname(), e.fqdn().port(), true));
        } else if (e.serviceRef() != null) {
            return serviceAddresses(from, path + ".serviceRef", e.serviceRef(), findings);
        }
        return List.of();
    }

    private List<Address> serviceAddresses(Grants.From from, String path, Endpoint.ServiceRef ref, Findings findings) {
        Optional<Service> service = findings.take(
                path, references.follow(from, References.CORE, Service.class, ref.namespace(), ref.name()));
        if (service.isEmpty()) {
            return List.of();
        }
        Optional<ServiceEndpoints.Ready> ready = services.of(service.get(), ref.port());
        if (ready.isEmpty()) {
            findings.dangling(
                    path + ".port",
                    new Resolution.Dangling<>(
                            Resolution.Cause.NOT_FOUND,
                            "Service/" + ref.name() + " has no port " + ref.port() + "; expected one of its ports"));
        }
        List<Address> usable = ready.map(
                        r -> r.addresses().stream().filter(safety::permits).toList())
                .orElse(List.of());
        if (ready.isPresent() && usable.isEmpty()) {
            findings.warning(
                    path,
                    "Service/" + ref.name() + " has no ready endpoint on port " + ref.port(),
                    "an EndpointSlice of it with one");
        }
        return usable;
    }

    private static Protocol protocol(String path, Endpoint e, Findings findings) {
        boolean clear = e.tls().mode() == EndpointTls.Mode.NONE;
        return switch (e.protocol()) {
            case null -> Protocol.HTTP1;
            case HTTP1 -> Protocol.HTTP1;
            case HTTP2 -> {
                if (clear) {
                    findings.invalid(
                            path + ".protocol", "is HTTP2 without TLS", "H2C, which is HTTP/2 in clear, or a tls.mode");
                }
                yield Protocol.HTTP2;
            }
            case H2C -> {
                if (!clear) {
                    findings.invalid(path + ".protocol", "is H2C with TLS", "HTTP2, or tls.mode None");
                }
                yield Protocol.H2C;
            }
        };
    }

    /** A prefix ends without a slash, since every request's path begins with one. */
    private static String prefix(@Nullable String path) {
        return path == null ? "" : path.replaceFirst("/+$", "");
    }
}
