package dev.sluice.control.replay;

import dev.sluice.contract.observation.Observation;
import dev.sluice.contract.observation.Reading;
import dev.sluice.contract.observation.Traffic;
import dev.sluice.contract.plan.PlanKey;
import java.util.HashMap;
import java.util.Map;

/** What was counted between a reading and the one before, by key and provider, all processes together. */
final class Counted {
    private Map<Place, Traffic> before = Map.of();

    private record Place(String reporter, long startedAtMillis, PlanKey key, String provider) {}

    /** Differences of one provider for one key. */
    record News(long firstAttempts, long costPicos) {
        static final News NONE = new News(0, 0);

        News plus(News other) {
            return new News(firstAttempts + other.firstAttempts, costPicos + other.costPicos);
        }
    }

    /** A process that is seen for the first time has no news, for nobody knows when it counted. */
    Map<PlanKey, Map<String, News>> since(Reading reading) {
        Map<Place, Traffic> now = new HashMap<>();
        Map<PlanKey, Map<String, News>> news = new HashMap<>();
        for (Observation each : reading.observations()) {
            for (Traffic traffic : each.traffic()) {
                Place place = new Place(each.reporter(), each.startedAtMillis(), traffic.key(), traffic.provider());
                now.put(place, traffic);
                Traffic known = before.get(place);
                if (known != null) {
                    news.computeIfAbsent(traffic.key(), none -> new HashMap<>())
                            .merge(
                                    traffic.provider(),
                                    new News(
                                            Math.max(0, traffic.firstAttempts() - known.firstAttempts()),
                                            Math.max(0, traffic.costPicos() - known.costPicos())),
                                    News::plus);
                }
            }
        }
        before = now;
        return news;
    }
}
