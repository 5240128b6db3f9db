package dev.sluice.operator.web;

import io.micronaut.context.annotation.Requires;
import io.micronaut.management.health.indicator.annotation.Liveness;
import jakarta.inject.Singleton;

/** {@code /health/liveness}: a process whose control thread hangs is started anew. */
@Singleton
@Liveness
@Requires(beans = Pulse.class)
final class ControlThreadIndicator extends PulseIndicator {
    ControlThreadIndicator(Pulse pulse) {
        super("controlThread", pulse);
    }

    @Override
    boolean holds(Pulse asked) {
        return asked.alive();
    }
}
