package dev.sluice.engine.routing;

import dev.sluice.engine.model.CandidateSet;
import dev.sluice.engine.model.CompiledProvider;
import java.util.ArrayList;
import java.util.List;

/**
 * Who has been sent a copy of a broadcast write: each goes to somebody else, to another organization and failure domain as far as
 * there is one. Shared by the exchanges of the copies; belongs to one event loop.
 */
final class Copies {
    private final List<CompiledProvider> taken = new ArrayList<>();

    void take(CompiledProvider provider) {
        if (!taken.contains(provider)) {
            taken.add(provider);
        }
    }

    int size() {
        return taken.size();
    }

    boolean has(CompiledProvider provider) {
        return taken.contains(provider);
    }

    boolean hasDomain(int failureDomain) {
        return taken.stream().anyMatch(provider -> provider.failureDomain() == failureDomain);
    }

    boolean hasOrganizationOf(CompiledProvider other) {
        String organization = other.provider().organization();
        return taken.stream().anyMatch(p -> p.provider().organization().equals(organization));
    }

    /** Whether somebody with a share has no copy yet. A write that only one provider has may go there again. */
    boolean leave(CandidateSet set, int[] sharesPpm) {
        boolean left = taken.size() < 2;
        for (int i = 0; i < set.candidates().size(); i++) {
            left |= sharesPpm[i] > 0 && !has(set.candidates().get(i).provider());
        }
        return left;
    }
}
