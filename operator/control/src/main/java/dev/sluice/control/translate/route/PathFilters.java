package dev.sluice.control.translate.route;

import dev.sluice.contract.snapshot.Filter;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPPathModifier;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRequestRedirectFilter;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPURLRewriteFilter;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Filters that change the path or the host: rewrites and redirects. */
final class PathFilters {
    private static final int FOUND = 302;
    private static final Map<String, Integer> WELL_KNOWN_PORTS = Map.of("http", 80, "https", 443);

    private PathFilters() {}

    static Filter rewrite(String at, HTTPURLRewriteFilter rewrite, boolean byPrefix, RuleFaults faults) {
        check(at + ".path", rewrite.getPath(), byPrefix, faults);
        return new Filter.UrlRewrite(rewrite.getHostname(), fullPath(rewrite.getPath()), prefix(rewrite.getPath()));
    }

    /** A scheme without a port means the scheme's own port; without both the request's is kept. */
    static Filter redirect(String at, HTTPRequestRedirectFilter redirect, boolean byPrefix, RuleFaults faults) {
        check(at + ".path", redirect.getPath(), byPrefix, faults);
        Integer port = redirect.getPort() == null && redirect.getScheme() != null
                ? WELL_KNOWN_PORTS.get(redirect.getScheme())
                : redirect.getPort();
        return new Filter.Redirect(
                redirect.getScheme(),
                redirect.getHostname(),
                port,
                fullPath(redirect.getPath()),
                prefix(redirect.getPath()),
                Objects.requireNonNullElse(redirect.getStatusCode(), FOUND));
    }

    private static void check(String at, @Nullable HTTPPathModifier path, boolean byPrefix, RuleFaults faults) {
        if (path == null) {
            return;
        }
        switch (path.getType()) {
            case "ReplaceFullPath" -> {}
            case "ReplacePrefixMatch" -> {
                if (!byPrefix) {
                    faults.add(
                            at + ".type",
                            "ReplacePrefixMatch has no prefix to replace",
                            "every match of the rule to be a PathPrefix");
                }
            }
            default ->
                faults.add(at + ".type", path.getType() + " is not supported", "ReplaceFullPath or ReplacePrefixMatch");
        }
    }

    private static @Nullable String fullPath(@Nullable HTTPPathModifier path) {
        return path != null && path.getType().equals("ReplaceFullPath")
                ? Objects.requireNonNullElse(path.getReplaceFullPath(), "/")
                : null;
    }

    private static @Nullable String prefix(@Nullable HTTPPathModifier path) {
        return path != null && path.getType().equals("ReplacePrefixMatch")
                ? Objects.requireNonNullElse(path.getReplacePrefixMatch(), "/")
                : null;
    }
}
