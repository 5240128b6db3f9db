package dev.sluice.operator.render;

import java.util.List;

/**
 * What gateway pods run, the same for all Gateways of an operator.
 *
 * @param name image with its tag or digest
 * @param pullPolicy Always, IfNotPresent or Never
 * @param pullSecrets names of Secrets beside the pods with a registry's credentials
 */
public record GatewayImage(String name, String pullPolicy, List<String> pullSecrets) {
    public GatewayImage {
        pullSecrets = List.copyOf(pullSecrets);
    }
}
