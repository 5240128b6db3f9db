package dev.sluice.operator.web;

import io.micronaut.context.annotation.Requires;
import io.micronaut.management.health.indicator.annotation.Readiness;
import jakarta.inject.Singleton;

/** {@code /health/readiness}: a replica whose caches are filled could lead, and is counted as available in a rollout. */
@Singleton
@Readiness
@Requires(beans = Pulse.class)
final class CachesIndicator extends PulseIndicator {
    CachesIndicator(Pulse pulse) {
        super("caches", pulse);
    }

    @Override
    boolean holds(Pulse asked) {
        return asked.ready();
    }
}
