package dev.sluice.contract.snapshot;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * How one list of a snapshot came out of another: some items went, some were put, and the rest stayed in its order.
 *
 * @param removed ids that are gone
 * @param put new, changed and moved items with their places in the newer list, in ascending order
 */
public record ListChange<T>(List<String> removed, List<Put<T>> put) {

    /** @param at index in the newer list */
    public record Put<T>(int at, T item) {}

    public ListChange {
        removed = List.copyOf(removed);
        put = List.copyOf(put);
    }

    /** @param id of an item; unique in either list */
    public static <T> ListChange<T> between(List<T> older, List<T> newer, Function<T, String> id) {
        if (older.equals(newer)) {
            return new ListChange<>(List.of(), List.of());
        }
        Map<String, Integer> places = HashMap.newHashMap(older.size());
        for (int i = 0; i < older.size(); i++) {
            places.put(id.apply(older.get(i)), i);
        }
        List<Put<T>> put = new ArrayList<>();
        int last = -1;
        for (int i = 0; i < newer.size(); i++) {
            T item = newer.get(i);
            Integer before = places.remove(id.apply(item));
            if (before != null && before > last && older.get(before).equals(item)) {
                last = before;
            } else {
                put.add(new Put<>(i, item));
            }
        }
        return new ListChange<>(places.keySet().stream().sorted().toList(), put);
    }

    /** @throws IllegalArgumentException where it was made from another list */
    public List<T> applyTo(List<T> older, Function<T, String> id) {
        if (removed.isEmpty() && put.isEmpty()) {
            return older;
        }
        Set<String> replaced = new HashSet<>(removed);
        put.forEach(each -> replaced.add(id.apply(each.item())));
        List<T> newer = new ArrayList<>(older.size() + put.size());
        int next = 0;
        for (T item : older) {
            next = fill(newer, next);
            if (!replaced.contains(id.apply(item))) {
                newer.add(item);
            }
        }
        next = fill(newer, next);
        if (next < put.size()) {
            throw new IllegalArgumentException("item " + put.get(next).at() + " is put behind the end");
        }
        return newer;
    }

    private int fill(List<T> newer, int from) {
        int next = from;
        while (next < put.size() && put.get(next).at() == newer.size()) {
            newer.add(put.get(next++).item());
        }
        return next;
    }
}
