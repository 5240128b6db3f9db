package dev.sluice.control.translate.route;

import dev.sluice.control.status.Reason;
import dev.sluice.control.translate.value.Findings;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.Gateway;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.GatewaySpecAddress;
import java.net.InetAddress;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Addresses that a Gateway wants to be reached at. One without a value leaves the choice to whoever gives addresses, as does none
 * at all. Whether one that is asked for can be had, only the cluster knows.
 */
public final class AskedAddresses {
    private static final String IP = "IPAddress";

    private AskedAddresses() {}

    /** IP addresses in the order written. */
    public static List<String> of(Gateway gateway) {
        return written(gateway).stream()
                .map(GatewaySpecAddress::getValue)
                .flatMap(Stream::ofNullable)
                .filter(value -> !value.isEmpty())
                .toList();
    }

    /** @param oneHost whether there is nobody who gives addresses */
    static void check(Gateway gateway, boolean oneHost, Findings findings) {
        List<GatewaySpecAddress> asked = written(gateway);
        for (int i = 0; i < asked.size(); i++) {
            String value = Objects.requireNonNullElse(asked.get(i).getValue(), "");
            String type = Objects.requireNonNullElse(asked.get(i).getType(), IP);
            String path = "spec.addresses[" + i + "]";
            if (!type.equals(IP)) {
                unsupported(findings, path + ".type", type + " cannot be asked for", IP);
            } else if (!value.isEmpty() && oneHost) {
                unsupported(
                        findings,
                        path,
                        value + " cannot be asked for",
                        "no value: every address of the host is served");
            } else if (!value.isEmpty() && !literal(value)) {
                unsupported(
                        findings, path + ".value", value + " is no IP address", "one like 192.0.2.1 or 2001:db8::1");
            }
        }
    }

    private static void unsupported(Findings findings, String path, String wrong, String expected) {
        findings.invalid(Reason.UNSUPPORTED_ADDRESS, path, wrong, expected);
    }

    private static boolean literal(String value) {
        try {
            InetAddress.ofLiteral(value);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static List<GatewaySpecAddress> written(Gateway gateway) {
        return Objects.requireNonNullElse(gateway.getSpec().getAddresses(), List.of());
    }
}
