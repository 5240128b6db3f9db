package dev.sluice.control.resolve;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** Whether what users wrote in an object is the same in two versions of it. */
public final class Versions {
    private Versions() {}

    /**
     * Of objects that count their generations, only a new one matters, or labels that selectors read; a status written by us
     * does not. Objects that no API server has seen are the same only where they are one.
     */
    public static boolean same(HasMetadata one, HasMetadata other) {
        if (one == other) {
            return true;
        }
        String uid = one.getMetadata().getUid();
        Long generation = one.getMetadata().getGeneration();
        return uid != null
                && uid.equals(other.getMetadata().getUid())
                && Objects.equals(generation, other.getMetadata().getGeneration())
                && Objects.equals(
                        one.getMetadata().getLabels(), other.getMetadata().getLabels())
                && (generation != null
                        || Objects.equals(
                                one.getMetadata().getResourceVersion(),
                                other.getMetadata().getResourceVersion()));
    }

    /** Whether two lists hold the same in the same order. */
    public static boolean same(List<? extends HasMetadata> some, List<? extends HasMetadata> others) {
        if (some.size() != others.size()) {
            return false;
        }
        for (int i = 0; i < some.size(); i++) {
            if (!same(some.get(i), others.get(i))) {
                return false;
            }
        }
        return true;
    }

    /** Objects of either list that the other does not have in the same version. */
    static <T extends HasMetadata> List<T> different(List<T> some, List<T> others) {
        Map<ObjectRef, T> before = HashMap.newHashMap(others.size());
        others.forEach(object -> before.put(ObjectRef.of(object), object));
        List<T> different = new ArrayList<>();
        for (T object : some) {
            T other = before.remove(ObjectRef.of(object));
            if (other == null || !same(object, other)) {
                different.add(object);
                Stream.ofNullable(other).forEach(different::add);
            }
        }
        different.addAll(before.values());
        return different;
    }
}
