package dev.sluice.control.translate.policy;

import dev.sluice.contract.snapshot.ForecastEvent;
import dev.sluice.control.translate.value.FieldReader;
import dev.sluice.control.translate.value.Findings;
import dev.sluice.control.translate.value.Times;
import dev.sluice.crds.v1alpha1.policy.ForecastEventSpec;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Events that are known to come. One that is over stays in the policy without effect, until its author removes it. */
final class EventTranslator {
    private static final String PATH = "spec.forecastEvents";
    private static final long LONGEST_MILLIS = 720L * 3_600_000;
    private static final int NANOS_PER_MILLI = 1_000_000;

    private EventTranslator() {}

    static List<ForecastEvent> translate(List<ForecastEventSpec> written, Findings findings) {
        List<ForecastEvent> events = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (int i = 0; i < written.size(); i++) {
            String path = PATH + "[" + i + "]";
            ForecastEventSpec spec = written.get(i);
            if (!names.add(spec.name())) {
                findings.invalid(path + ".name", "\"" + spec.name() + "\" is taken", "each event to have its own name");
            }
            ForecastEvent event = event(path, spec, findings);
            if (event != null) {
                events.add(event);
            }
        }
        return events;
    }

    private static @Nullable ForecastEvent event(String path, ForecastEventSpec spec, Findings findings) {
        FieldReader read = new FieldReader(findings);
        Long start = Times.millis(spec.start()).orElse(null);
        if (start == null) {
            findings.invalid(path + ".start", "\"" + spec.start() + "\" cannot be read", Times.EXPECTED);
        }
        long length = read.positiveNanos(path + ".duration", spec.duration(), 1) / NANOS_PER_MILLI;
        if (length > LONGEST_MILLIS) {
            findings.invalid(path + ".duration", "\"" + spec.duration() + "\" is too long", "at most 720h");
        }
        int demand = read.thousandths(path + ".demandFactor", spec.demandFactor(), ForecastEvent.UNCHANGED);
        int capacity = read.thousandths(path + ".capacityFactor", spec.capacityFactor(), ForecastEvent.UNCHANGED);
        if (spec.demandFactor() == null && spec.capacityFactor() == null) {
            findings.invalid(path, "changes nothing", "demandFactor or capacityFactor");
        }
        if (demand == 0) {
            findings.invalid(path + ".demandFactor", "is 0", "a factor above zero");
        }
        if (capacity > ForecastEvent.UNCHANGED) {
            findings.invalid(
                    path + ".capacityFactor",
                    "\"" + spec.capacityFactor() + "\" is more than there is",
                    "at most 1; more capacity is written in the Provider");
        }
        return start == null
                ? null
                : new ForecastEvent(spec.name(), spec.region(), start, start + length, demand, capacity);
    }
}
