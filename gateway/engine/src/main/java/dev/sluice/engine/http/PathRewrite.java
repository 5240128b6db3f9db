package dev.sluice.engine.http;

import dev.sluice.contract.snapshot.Match.PathKind;
import dev.sluice.contract.snapshot.Match.PathMatch;
import org.jspecify.annotations.Nullable;

/** Paths after an HTTPRoute's URLRewrite or RequestRedirect, by Gateway API's table. */
public final class PathRewrite {

    private PathRewrite() {}

    /**
     * @param path of the request, without query
     * @param match that held; its prefix is what is replaced
     * @param fullPath replaces the whole path, or null
     * @param prefix replaces the matched prefix, or null; has no effect unless the match was one of a prefix
     */
    public static String apply(String path, PathMatch match, @Nullable String fullPath, @Nullable String prefix) {
        if (fullPath != null) {
            return fullPath.isEmpty() ? "/" : fullPath;
        }
        if (prefix == null || match.kind() != PathKind.PREFIX) {
            return path;
        }
        String matched = withoutTrailingSlash(match.value());
        String rest = path.length() >= matched.length() ? path.substring(matched.length()) : "";
        String rewritten = withoutTrailingSlash(prefix) + rest;
        if (rest.isEmpty() && prefix.endsWith("/")) {
            rewritten = prefix;
        }
        return rewritten.startsWith("/") ? rewritten : "/" + rewritten;
    }

    private static String withoutTrailingSlash(String path) {
        return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }
}
