package dev.sluice.operator.status.write;

import dev.sluice.crds.v1alpha1.TrafficPlan;
import dev.sluice.operator.status.World;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An API server whose informers are as late as a test wants. */
final class FakeApi implements StatusApi {
    final List<HasMetadata> puts = Collections.synchronizedList(new ArrayList<>());
    final Map<String, TrafficPlan> plans = new HashMap<>();
    int applied;
    private long version = 1_000;
    volatile @Nullable Answer answer;

    @Override
    public Answer putStatus(HasMetadata object) {
        Answer fixed = answer;
        if (fixed != null) {
            return fixed;
        }
        HasMetadata taken = Serialization.clone(object);
        taken.getMetadata().setResourceVersion(String.valueOf(version++));
        puts.add(taken);
        return new Answer.Taken(taken);
    }

    @Override
    public Optional<TrafficPlan> plan(String namespace, String name) {
        return Optional.ofNullable(plans.get(namespace + "/" + name));
    }

    @Override
    public Answer apply(TrafficPlan plan) {
        applied++;
        TrafficPlan taken = Serialization.clone(plan);
        taken.getMetadata().setGeneration(1L);
        taken.getMetadata().setResourceVersion(String.valueOf(version++));
        return new Answer.Taken(taken);
    }

    /** As if informers had caught up. */
    void renew(World world) {
        puts.stream().filter(o -> !(o instanceof TrafficPlan)).forEach(world::put);
        world.version = version;
    }

    List<String> written() {
        return puts.stream().map(HasMetadata::getKind).toList();
    }
}
