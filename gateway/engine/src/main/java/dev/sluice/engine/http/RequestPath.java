package dev.sluice.engine.http;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * A request's path in the one form that is matched and forwarded, so that no provider understands another path than the
 * one a rule was chosen for: dot segments are resolved (also where dots are escaped), repeated slashes are one.
 */
public final class RequestPath {

    private RequestPath() {}

    /** @return the same string where nothing needs to change; null for a path that is none: answered 400 */
    public static @Nullable String normalize(String raw) {
        if (!raw.startsWith("/")) {
            return null;
        }
        boolean plain = true;
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            if (c <= ' ' || c >= 127 || c == '\\' || c == '#' || c == '?') {
                return null;
            }
            if (c == '%' && (i + 2 >= raw.length() || !isHex(raw.charAt(i + 1)) || !isHex(raw.charAt(i + 2)))) {
                return null;
            }
            plain &= i == 0 || raw.charAt(i - 1) != '/' || (c != '/' && c != '.' && c != '%');
        }
        return plain ? raw : resolve(raw);
    }

    private static @Nullable String resolve(String raw) {
        Deque<String> segments = new ArrayDeque<>();
        String[] parts = raw.substring(1).split("/", -1);
        boolean endsInDirectory = false;
        for (String part : parts) {
            String dots = part.replace("%2e", ".").replace("%2E", ".");
            endsInDirectory = part.isEmpty() || dots.equals(".") || dots.equals("..");
            if (dots.equals("..")) {
                if (segments.pollLast() == null) {
                    return null;
                }
            } else if (!endsInDirectory) {
                segments.addLast(part);
            }
        }
        String path = "/" + String.join("/", segments);
        return endsInDirectory && path.length() > 1 ? path + "/" : path;
    }

    private static boolean isHex(char c) {
        return Character.digit(c, 16) >= 0;
    }
}
