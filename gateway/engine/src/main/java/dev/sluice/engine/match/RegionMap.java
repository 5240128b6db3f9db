package dev.sluice.engine.match;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A map from strings that is asked with a part of a string, so that looking for the prefixes of a path or the suffixes of
 * a host makes no substrings. Open addressing, at most half full, immutable once built.
 */
final class RegionMap<V> {
    private final @Nullable String[] keys;
    private final @Nullable Object[] values;
    private final int mask;

    RegionMap(Map<String, V> entries) {
        int capacity = Integer.highestOneBit(Math.max(2, entries.size() * 2 - 1)) << 1;
        keys = new String[capacity];
        values = new Object[capacity];
        mask = capacity - 1;
        entries.forEach(this::put);
    }

    /** The hash of a region, extended by one character; starts at 0 and equals {@link String#hashCode} of the region. */
    static int extend(int hash, char next) {
        return 31 * hash + next;
    }

    static int hash(String text, int from, int to) {
        int hash = 0;
        for (int i = from; i < to; i++) {
            hash = extend(hash, text.charAt(i));
        }
        return hash;
    }

    @SuppressWarnings("unchecked")
    @Nullable
    V get(String text, int from, int to, int hash) {
        int length = to - from;
        for (int slot = spread(hash) & mask; ; slot = (slot + 1) & mask) {
            String key = keys[slot];
            if (key == null) {
                return null;
            }
            if (key.length() == length && key.regionMatches(0, text, from, length)) {
                return (V) values[slot];
            }
        }
    }

    private void put(String key, V value) {
        int slot = spread(key.hashCode()) & mask;
        while (keys[slot] != null) {
            slot = (slot + 1) & mask;
        }
        keys[slot] = key;
        values[slot] = value;
    }

    private static int spread(int hash) {
        return hash ^ (hash >>> 16);
    }
}
