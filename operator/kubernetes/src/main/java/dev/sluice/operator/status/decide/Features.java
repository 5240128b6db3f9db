package dev.sluice.operator.status.decide;

import io.fabric8.kubernetes.api.model.gatewayapi.v1.SupportedFeature;
import java.util.List;
import java.util.stream.Stream;

/** Features of Gateway API that its conformance suite has seen to work; who runs the suite infers from them what to test. */
final class Features {
    static final List<SupportedFeature> SUPPORTED = Stream.of(
                    "BackendTLSPolicy",
                    "BackendTLSPolicySANValidation",
                    "GRPCRoute",
                    "GRPCRouteNamedRouteRule",
                    "Gateway",
                    "GatewayAddressEmpty",
                    "GatewayBackendClientCertificate",
                    "GatewayFrontendClientCertificateValidation",
                    "GatewayFrontendClientCertificateValidationInsecureFallback",
                    "GatewayHTTPListenerIsolation",
                    "GatewayHTTPSListenerDetectMisdirectedRequests",
                    "GatewayInfrastructure",
                    "GatewayPort8080",
                    "GatewayStaticAddresses",
                    "HTTPRoute",
                    "HTTPRoute303RedirectStatusCode",
                    "HTTPRoute307RedirectStatusCode",
                    "HTTPRoute308RedirectStatusCode",
                    "HTTPRouteBackendProtocolH2C",
                    "HTTPRouteBackendProtocolWebSocket",
                    "HTTPRouteBackendRequestHeaderModification",
                    "HTTPRouteBackendTimeout",
                    "HTTPRouteCORS",
                    "HTTPRouteDestinationPortMatching",
                    "HTTPRouteHostRewrite",
                    "HTTPRouteMethodMatching",
                    "HTTPRouteNamedRouteRule",
                    "HTTPRouteParentRefPort",
                    "HTTPRoutePathRedirect",
                    "HTTPRoutePathRewrite",
                    "HTTPRoutePortRedirect",
                    "HTTPRouteQueryParamMatching",
                    "HTTPRouteRequestMirror",
                    "HTTPRouteRequestMultipleMirrors",
                    "HTTPRouteRequestPercentageMirror",
                    "HTTPRouteRequestTimeout",
                    "HTTPRouteResponseHeaderModification",
                    "HTTPRouteSchemeRedirect",
                    "ListenerSet",
                    "ReferenceGrant")
            .sorted()
            .map(SupportedFeature::new)
            .toList();

    private Features() {}
}
