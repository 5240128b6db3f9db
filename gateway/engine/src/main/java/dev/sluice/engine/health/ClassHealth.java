package dev.sluice.engine.health;

import dev.sluice.contract.snapshot.Pool.OutlierDetection;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Gray failures: how a pool's providers do in one request class, where a policy tells several apart. The pool's outlier rules hold
 * here, too, with counts of this class alone, so one method that fails takes its class away from a provider whose other answers,
 * health checks among them, are good. There is no probe of a class: its time over, it comes back slowly. Counting is lock-free.
 */
public final class ClassHealth {
    private final Map<String, ProviderHealth> byId = new HashMap<>();
    private final List<ProviderHealth> candidates = new ArrayList<>();
    private final OutlierDetector detector;

    /**
     * @param providers ids of the candidates, in their order
     * @param previous of the same class and pool, which goes on; or null
     */
    public ClassHealth(
            OutlierDetection settings, List<String> providers, @Nullable ClassHealth previous, long nowNanos) {
        for (String id : providers) {
            ProviderHealth known = previous == null ? null : previous.byId.get(id);
            ProviderHealth health = known == null ? new ProviderHealth(id) : known;
            byId.put(id, health);
            candidates.add(health);
        }
        detector = new OutlierDetector(settings, candidates, previous == null ? null : previous.detector, nowNanos);
    }

    public ProviderHealth candidate(int index) {
        return candidates.get(index);
    }

    /** One more failure in a row of a member; if the whole provider was taken out for it, that says nothing of the class. */
    public void failed(ProviderHealth member, ProviderHealth provider, long nowNanos) {
        if (provider.isEjected()) {
            member.forgive();
        } else {
            detector.failed(member, member.faultConfirmed(), nowNanos);
        }
    }

    public void tick(long nowNanos) {
        candidates.forEach(each -> each.tick(nowNanos));
        detector.tick(nowNanos);
    }
}
