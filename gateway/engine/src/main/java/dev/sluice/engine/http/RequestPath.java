package dev.sluice.engine.http;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A request's path in the one form that is matched and forwarded, so that no provider understands another path than the
 * one a rule was chosen for: dot segments are resolved, repeated slashes are one, and escapes are as RFC 3986 (6.2.2) wants
 * them: none where none is needed, in upper case where one is.
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
            if (c == '%') {
                int escaped = escaped(raw, i);
                if (escaped <= 0) {
                    // No escape at all, or the end of a string to a server written in C.
                    return null;
                }
                plain &= !isUnreserved(escaped) && isUpper(raw.charAt(i + 1)) && isUpper(raw.charAt(i + 2));
            }
            plain &= i == 0 || raw.charAt(i - 1) != '/' || (c != '/' && c != '.');
        }
        return plain ? raw : resolve(unescape(raw));
    }

    /**
     * The same path as the most generous server might read it: escaped slashes and backslashes divide segments, and what
     * follows a semicolon in a segment is dropped. If that leads to another rule, the path is ambiguous.
     *
     * @param normalized by {@link #normalize}
     * @return the same string where there is nothing to be generous about; null where dot segments come to light
     */
    public static @Nullable String readGenerously(String normalized) {
        if (normalized.indexOf(';') < 0 && !normalized.contains("%2F") && !normalized.contains("%5C")) {
            return normalized;
        }
        StringBuilder path = new StringBuilder(normalized.length());
        String[] segments =
                normalized.replace("%2F", "/").replace("%5C", "/").substring(1).split("/", -1);
        for (int i = 0; i < segments.length; i++) {
            int parameters = segments[i].indexOf(';');
            String name = parameters < 0 ? segments[i] : segments[i].substring(0, parameters);
            if (name.equals(".") || name.equals("..")) {
                return null;
            }
            if (!name.isEmpty() || i == segments.length - 1) {
                path.append('/').append(name);
            }
        }
        return path.toString();
    }

    private static @Nullable String resolve(String raw) {
        Deque<String> segments = new ArrayDeque<>();
        boolean endsInDirectory = false;
        for (String part : raw.substring(1).split("/", -1)) {
            endsInDirectory = part.isEmpty() || part.equals(".") || part.equals("..");
            if (part.equals("..")) {
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

    private static String unescape(String raw) {
        StringBuilder path = new StringBuilder(raw.length());
        for (int i = 0; i < raw.length(); i++) {
            int escaped = raw.charAt(i) == '%' ? escaped(raw, i) : -1;
            if (escaped < 0) {
                path.append(raw.charAt(i));
            } else if (isUnreserved(escaped)) {
                path.append((char) escaped);
                i += 2;
            } else {
                path.append(raw.substring(i, i + 3).toUpperCase(Locale.ROOT));
                i += 2;
            }
        }
        return path.toString();
    }

    /** What the escape at this place stands for; -1 if it is none. */
    private static int escaped(String raw, int at) {
        if (at + 2 >= raw.length()) {
            return -1;
        }
        int high = Character.digit(raw.charAt(at + 1), 16);
        int low = Character.digit(raw.charAt(at + 2), 16);
        return high < 0 || low < 0 ? -1 : high << 4 | low;
    }

    private static boolean isUnreserved(int c) {
        return c >= 'a' && c <= 'z'
                || c >= 'A' && c <= 'Z'
                || c >= '0' && c <= '9'
                || c == '-'
                || c == '.'
                || c == '_'
                || c == '~';
    }

    private static boolean isUpper(char c) {
        return c < 'a' || c > 'f';
    }
}
