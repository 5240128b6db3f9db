package dev.sluice.engine.http;

import dev.sluice.contract.snapshot.Filter;
import dev.sluice.contract.snapshot.Filter.Cors;
import dev.sluice.contract.snapshot.Filter.Header;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a CORS filter says about one request, by Gateway API and the Fetch standard. An origin that is not allowed gets no
 * CORS header at all: its browser then keeps the answer from the script.
 *
 * @param preflight whether the request only asks for permission, so that the gateway answers it with 204 itself
 * @param headers to set on the answer, whoever makes it; what the provider says under {@link #isCors these names} is dropped
 */
public record CorsDecision(boolean preflight, List<Header> headers) {
    private static final String ANY = "*";
    private static final Header VARY = new Header("Vary", "Origin");

    public CorsDecision {
        headers = List.copyOf(headers);
    }

    /** The filter in force: the rule's, else the backend's, since a preflight is answered before a backend is drawn. */
    public static @Nullable Cors filter(List<Filter> filters) {
        for (int i = 0; i < filters.size(); i++) {
            if (filters.get(i) instanceof Cors cors) {
                return cors;
            }
        }
        return null;
    }

    /**
     * @param origin the Origin header, null where there is none
     * @param requestMethod Access-Control-Request-Method
     * @param requestHeaders Access-Control-Request-Headers
     */
    public static CorsDecision of(
            Cors cors,
            String method,
            @Nullable String origin,
            @Nullable String requestMethod,
            @Nullable String requestHeaders) {
        boolean preflight = method.equals("OPTIONS") && origin != null && requestMethod != null;
        boolean any = cors.allowOrigins().contains(ANY);
        boolean sameForAll = any && !cors.allowCredentials();
        List<Header> headers = new ArrayList<>();
        if (!sameForAll) {
            // Also where no origin was sent or it is not allowed: a cache must not give this answer to another origin.
            headers.add(VARY);
        }
        if (origin == null || !(any || isAllowed(cors.allowOrigins(), origin))) {
            return new CorsDecision(preflight, headers);
        }
        headers.add(new Header("Access-Control-Allow-Origin", sameForAll ? ANY : origin));
        if (cors.allowCredentials()) {
            headers.add(new Header("Access-Control-Allow-Credentials", "true"));
        }
        if (preflight) {
            permit(headers, "Access-Control-Allow-Methods", cors.allowMethods(), requestMethod);
            permit(headers, "Access-Control-Allow-Headers", cors.allowHeaders(), requestHeaders);
            headers.add(new Header("Access-Control-Max-Age", Integer.toString(cors.maxAgeSeconds())));
        }
        if (!cors.exposeHeaders().isEmpty()
                && !(cors.allowCredentials() && cors.exposeHeaders().contains(ANY))) {
            headers.add(new Header("Access-Control-Expose-Headers", String.join(", ", cors.exposeHeaders())));
        }
        return new CorsDecision(preflight, headers);
    }

    /** Whether a header is the filter's alone to set. */
    public static boolean isCors(String name) {
        return name.length() > 15 && name.regionMatches(true, 0, "access-control-", 0, 15);
    }

    /** A wildcard is answered with what was asked for, since browsers do not count a plain {@code *} for Authorization. */
    private static void permit(List<Header> headers, String name, List<String> allowed, @Nullable String wanted) {
        if (!allowed.contains(ANY)) {
            if (!allowed.isEmpty()) {
                headers.add(new Header(name, String.join(", ", allowed)));
            }
        } else if (wanted != null && !wanted.isBlank()) {
            headers.add(new Header(name, wanted));
        }
    }

    private static boolean isAllowed(List<String> allowed, String origin) {
        String asked = withPort(origin);
        for (int i = 0; i < allowed.size(); i++) {
            if (matches(withPort(allowed.get(i)), asked)) {
                return true;
            }
        }
        return false;
    }

    /** A {@code *} at the host's start stands for at least one character of a host, dots included. */
    private static boolean matches(String pattern, String origin) {
        int star = pattern.indexOf('*');
        if (star < 0) {
            return pattern.equals(origin);
        }
        int tail = pattern.length() - star - 1;
        int end = origin.length() - tail;
        if (end <= star
                || !origin.startsWith(pattern.substring(0, star))
                || !origin.endsWith(pattern.substring(star + 1))) {
            return false;
        }
        for (int i = star; i < end; i++) {
            char c = origin.charAt(i);
            if (!(c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '.' || c == '-' || c == '_')) {
                return false;
            }
        }
        return true;
    }

    /** In lower case and with the scheme's port written out, as Gateway API compares origins. */
    private static String withPort(String origin) {
        String lower = origin.toLowerCase(Locale.ROOT);
        boolean hasPort = lower.lastIndexOf(':') > Math.max(lower.indexOf("://"), lower.lastIndexOf(']'));
        return hasPort || lower.indexOf("://") < 0
                ? lower
                : lower + (lower.startsWith("https://") ? ":443" : lower.startsWith("http://") ? ":80" : "");
    }
}
