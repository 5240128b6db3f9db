package dev.sluice.simulation.load;

import com.datadoghq.sketch.ddsketch.DDSketch;
import com.datadoghq.sketch.ddsketch.DDSketches;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;

/** Counts while a run goes on; quantiles are within 1 %. */
final class TallyWriter {
    private static final double ACCURACY = 0.01;

    private final DDSketch latency = DDSketches.unboundedDense(ACCURACY);
    private final Map<ClientFailure, Long> failures = new EnumMap<>(ClientFailure.class);
    private final Map<String, Long> calls = new HashMap<>();
    private long requests;

    void succeeded(String method, long nanos) {
        requests++;
        calls.merge(method, 1L, Long::sum);
        latency.accept(nanos);
    }

    void failed(String method, ClientFailure failure) {
        requests++;
        calls.merge(method, 1L, Long::sum);
        failures.merge(failure, 1L, Long::sum);
    }

    LoadReport.Tally read(int second) {
        return new LoadReport.Tally(
                second, requests, failures, calls, quantile(0.5), quantile(0.95), quantile(0.99), quantile(1));
    }

    private long quantile(double q) {
        return latency.isEmpty() ? 0 : (long) latency.getValueAtQuantile(q);
    }
}
