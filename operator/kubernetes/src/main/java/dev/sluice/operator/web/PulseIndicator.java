package dev.sluice.operator.web;

import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.HealthIndicator;
import io.micronaut.management.health.indicator.HealthResult;
import java.util.Map;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;

/** One question to the {@link Pulse}, in Micronaut's words. */
abstract class PulseIndicator implements HealthIndicator {
    private final String name;
    private final Pulse pulse;

    PulseIndicator(String name, Pulse pulse) {
        this.name = name;
        this.pulse = pulse;
    }

    abstract boolean holds(Pulse asked);

    @Override
    public Publisher<HealthResult> getResult() {
        return Mono.fromSupplier(() -> holds(pulse)
                ? HealthResult.builder(name, HealthStatus.UP).build()
                : HealthResult.builder(name, HealthStatus.DOWN)
                        .details(Map.of("reason", pulse.reason()))
                        .build());
    }
}
