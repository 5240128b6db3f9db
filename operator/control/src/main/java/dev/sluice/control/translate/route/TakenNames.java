package dev.sluice.control.translate.route;

import java.util.HashSet;
import java.util.Set;

/** Hostnames that routes of one kind have on a listener, with wildcards; answers whether another shares a name with one of them. */
final class TakenNames {
    private static final String WILDCARD = "*";

    private final Set<String> exact = new HashSet<>();
    /** Of wildcards, from the dot on. */
    private final Set<String> suffixes = new HashSet<>();
    /** What names end with, from any dot on. */
    private final Set<String> above = new HashSet<>();

    private boolean every;

    /** @param hostname in lower case; empty for any */
    void add(String hostname) {
        every |= hostname.isEmpty();
        if (hostname.startsWith(WILDCARD)) {
            suffixes.add(hostname.substring(WILDCARD.length()));
        } else {
            exact.add(hostname);
        }
        for (int dot = hostname.indexOf('.'); dot >= 0; dot = hostname.indexOf('.', dot + 1)) {
            above.add(hostname.substring(dot));
        }
    }

    boolean meet(String hostname) {
        if (hostname.isEmpty()) {
            return !exact.isEmpty() || !suffixes.isEmpty();
        }
        return every
                || exact.contains(hostname)
                || hostname.startsWith(WILDCARD) && above.contains(hostname.substring(WILDCARD.length()))
                || underWildcard(hostname);
    }

    private boolean underWildcard(String hostname) {
        for (int dot = hostname.indexOf('.'); dot >= 0; dot = hostname.indexOf('.', dot + 1)) {
            if (suffixes.contains(hostname.substring(dot))) {
                return true;
            }
        }
        return false;
    }
}
