package dev.sluice.control.translate.policy;

import dev.sluice.contract.snapshot.Match;
import dev.sluice.contract.snapshot.RateLimit;
import dev.sluice.contract.snapshot.RequestClass;
import dev.sluice.control.translate.value.Findings;
import dev.sluice.crds.v1alpha1.policy.RequestClassSpec;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Request classes in the order written. */
final class RequestClassTranslator {
    private RequestClassTranslator() {}

    /** @param policy {@code namespace/name} */
    static List<RequestClass> translate(String policy, List<RequestClassSpec> written, Findings findings) {
        List<RequestClass> classes = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (int i = 0; i < written.size(); i++) {
            RequestClassSpec spec = written.get(i);
            String path = "spec.requestClasses[" + i + "]";
            if (!names.add(spec.name())) {
                findings.invalid(
                        path + ".name",
                        "\"" + spec.name() + "\" is named twice",
                        "a name that is unique in the policy");
            }
            if (spec.name().equals(RequestClass.DEFAULT) && i < written.size() - 1) {
                findings.invalid(path, "class default takes every request", "it as the last class");
            }
            classes.add(requestClass(policy, path, spec, findings));
        }
        return classes;
    }

    private static RequestClass requestClass(String policy, String path, RequestClassSpec spec, Findings findings) {
        RequestClassSpec.RequestMatch match = Objects.requireNonNullElse(
                spec.match(), new RequestClassSpec.RequestMatch(List.of(), List.of(), List.of()));
        for (int i = 0; i < match.methods().size(); i++) {
            String method = match.methods().get(i);
            int star = method.indexOf('*');
            if (star >= 0 && star < method.length() - 1) {
                findings.invalid(
                        path + ".match.methods[" + i + "]",
                        "\"" + method + "\" has an asterisk inside",
                        "a method, or a prefix followed by *");
            }
        }
        return new RequestClass(
                spec.name(),
                match.methods(),
                match.pathPrefixes(),
                match.headers().stream()
                        .map(h -> new Match.ValueMatch(h.name().toLowerCase(Locale.ROOT), h.value(), false))
                        .toList(),
                value(spec.value()),
                writeMode(spec.writeMode()),
                spec.requiredCapabilities(),
                rateLimit(policy, spec.rateLimit()),
                broadcastProviders(spec.broadcast()));
    }

    private static @Nullable RateLimit rateLimit(String policy, RequestClassSpec.@Nullable ClassRateLimit written) {
        return written == null
                ? null
                : new RateLimit(
                        policy,
                        written.requestsPerSecond(),
                        Objects.requireNonNullElse(written.burst(), written.requestsPerSecond()),
                        RateLimit.Per.CLASS);
    }

    private static int value(RequestClassSpec.@Nullable Value value) {
        return switch (value) {
            case null -> RequestClass.NORMAL;
            case LOW -> RequestClass.LOW;
            case NORMAL -> RequestClass.NORMAL;
            case HIGH -> RequestClass.HIGH;
        };
    }

    private static RequestClass.WriteMode writeMode(RequestClassSpec.@Nullable WriteMode mode) {
        return switch (mode) {
            case null -> RequestClass.WriteMode.SINGLE;
            case SINGLE -> RequestClass.WriteMode.SINGLE;
            case BROADCAST -> RequestClass.WriteMode.BROADCAST;
            case PRIVATE -> RequestClass.WriteMode.PRIVATE;
        };
    }

    private static int broadcastProviders(RequestClassSpec.@Nullable Broadcast broadcast) {
        return broadcast == null
                ? RequestClass.BROADCAST_PROVIDERS
                : Objects.requireNonNullElse(broadcast.maxProviders(), RequestClass.BROADCAST_PROVIDERS);
    }
}
