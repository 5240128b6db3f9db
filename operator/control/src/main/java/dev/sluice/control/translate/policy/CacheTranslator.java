package dev.sluice.control.translate.policy;

import dev.sluice.contract.snapshot.Cache;
import dev.sluice.control.translate.value.FieldReader;
import dev.sluice.control.translate.value.Findings;
import dev.sluice.crds.v1alpha1.policy.CacheSpec;
import dev.sluice.engine.cache.CacheRule;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Which answers are kept. A method that must not be is refused where it is named; a prefix leaves it out. */
final class CacheTranslator {
    private static final String PATH = "spec.cache";
    private static final long ONE_NANO = 1;

    /** Bitcoin's ten minutes between two blocks are the longest in use. */
    private static final long LONGEST_NANOS = 600_000_000_000L;

    private CacheTranslator() {}

    static @Nullable Cache translate(@Nullable CacheSpec spec, Findings findings) {
        if (spec == null) {
            return null;
        }
        for (int i = 0; i < spec.methods().size(); i++) {
            String method = spec.methods().get(i);
            if (!method.endsWith("*") && !CacheRule.isShareable(method)) {
                findings.invalid(
                        PATH + ".methods[" + i + "]",
                        method + " is a write, or answers one client alone",
                        "methods that read");
            }
        }
        long maxAgeNanos = new FieldReader(findings).positiveNanos(PATH + ".maxAge", spec.maxAge(), ONE_NANO);
        if (maxAgeNanos > LONGEST_NANOS) {
            findings.invalid(
                    PATH + ".maxAge", "\"" + spec.maxAge() + "\" is longer than any chain's block", "at most 10m");
        }
        return new Cache(
                spec.methods(), maxAgeNanos, Objects.requireNonNullElse(spec.finalityDepth(), Cache.FINALITY_DEPTH));
    }
}
