package dev.sluice.simulation.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** {@code report.json}: one object per scenario, seed and strategy; numbers without meaning are null. */
public final class JsonReport {
    private static final ObjectMapper JSON = new ObjectMapper();

    private JsonReport() {}

    public static String of(List<Run> runs) {
        ObjectNode root = JSON.createObjectNode();
        ArrayNode all = root.putArray("runs");
        for (Run run : runs) {
            ObjectNode one = all.addObject();
            one.put("scenario", run.scenario()).put("seed", run.seed()).put("strategy", run.strategy());
            for (Measure measure : Measure.values()) {
                double value = measure.of(run.figures());
                if (Double.isNaN(value)) {
                    one.putNull(measure.key());
                } else {
                    one.put(measure.key(), value);
                }
            }
            run.violations().forEach(one.withArrayProperty("violated")::add);
        }
        return root.toPrettyString();
    }
}
