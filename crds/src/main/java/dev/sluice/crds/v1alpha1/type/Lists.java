package dev.sluice.crds.v1alpha1.type;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lists of specs: what was left out is empty. */
public final class Lists {
    private Lists() {}

    public static <T> List<T> orEmpty(@Nullable List<T> written) {
        return written == null ? List.of() : List.copyOf(written);
    }
}
