package dev.sluice.control.resolve;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.List;
import java.util.Objects;

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
}
