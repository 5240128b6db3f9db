package dev.sluice.engine.http;

import dev.sluice.contract.snapshot.Filter;
import dev.sluice.contract.snapshot.Filter.Header;
import java.util.List;

/** Applies header filters in their order: each sets, then adds, then removes. Other filters are left to others. */
public final class HeaderFilters {

    private HeaderFilters() {}

    public static void applyToRequest(List<Filter> filters, MutableHeaders headers) {
        for (int i = 0; i < filters.size(); i++) {
            if (filters.get(i) instanceof Filter.RequestHeaders f) {
                apply(f.set(), f.add(), f.remove(), headers);
            }
        }
    }

    public static void applyToAnswer(List<Filter> filters, MutableHeaders headers) {
        for (int i = 0; i < filters.size(); i++) {
            if (filters.get(i) instanceof Filter.ResponseHeaders f) {
                apply(f.set(), f.add(), f.remove(), headers);
            }
        }
    }

    private static void apply(List<Header> set, List<Header> add, List<String> remove, MutableHeaders headers) {
        for (int i = 0; i < set.size(); i++) {
            headers.set(set.get(i).name(), set.get(i).value());
        }
        for (int i = 0; i < add.size(); i++) {
            headers.add(add.get(i).name(), add.get(i).value());
        }
        for (int i = 0; i < remove.size(); i++) {
            headers.remove(remove.get(i));
        }
    }
}
