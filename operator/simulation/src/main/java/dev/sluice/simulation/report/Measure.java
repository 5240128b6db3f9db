package dev.sluice.simulation.report;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** The columns of tables and of {@code report.json}, by the names both use. */
public enum Measure {
    AVAILABILITY("availability", "available %", 100, 3, Figures::availability),
    SLO_ATTAINMENT("sloAttainment", "in SLO %", 100, 2, Figures::sloAttainment),
    COST_PER_MILLION("costPerMillion", "cost per 10⁶", 1, 2, Figures::costPerMillion),
    REGRET("regretMicros", "regret µ", 1, 2, Figures::regretMicros),
    PRICE_REGRET("priceRegretMicros", "of it price", 1, 2, Figures::priceRegretMicros),
    FAILURE_REGRET("failureRegretMicros", "of it failure", 1, 2, Figures::failureRegretMicros),
    WEIGHT_MOVEMENT("weightMovementPerSecond", "moved %/s", 100, 2, Figures::weightMovementPerSecond),
    FALSE_SHIFTS("falseShifts", "false shifts", 1, 2, Figures::falseShifts),
    LEAD("leadSeconds", "lead s", 1, 1, Figures::leadSeconds),
    RESTORE("restoreSeconds", "restored s", 1, 0, Figures::restoreSeconds),
    ORGANIZATION("maxOrganizationShare", "largest org %", 100, 0, Figures::maxOrganizationShare),
    VIOLATIONS("violations", "violations", 1, 0, Figures::violations),
    LOAD("loadSeconds", "loaded s", 1, 1, Figures::loadSeconds);

    private final String key;
    private final String title;
    private final double scale;
    private final int digits;
    private final ToDoubleFunction<Figures> value;

    Measure(String key, String title, double scale, int digits, ToDoubleFunction<Figures> value) {
        this.key = key;
        this.title = title;
        this.scale = scale;
        this.digits = digits;
        this.value = value;
    }

    public String key() {
        return key;
    }

    public String title() {
        return title;
    }

    public double of(Figures figures) {
        return value.applyAsDouble(figures);
    }

    /** Mean over runs, those without the number left out; NaN where none has it. */
    public double mean(List<Figures> runs) {
        return runs.stream()
                .mapToDouble(this::of)
                .filter(each -> !Double.isNaN(each))
                .average()
                .orElse(Double.NaN);
    }

    /** Standard error of the mean. */
    public double error(List<Figures> runs) {
        double[] values = runs.stream()
                .mapToDouble(this::of)
                .filter(each -> !Double.isNaN(each))
                .toArray();
        double mean = mean(runs);
        double sum = 0;
        for (double each : values) {
            sum += (each - mean) * (each - mean);
        }
        return values.length < 2 ? Double.NaN : Math.sqrt(sum / (values.length - 1) / values.length);
    }

    /** As tables show it. */
    public String shown(List<Figures> runs) {
        double mean = mean(runs);
        if (Double.isNaN(mean)) {
            return "–";
        }
        double error = error(runs);
        String text = String.format(Locale.ROOT, "%." + digits + "f", mean * scale);
        return Double.isNaN(error) || error * scale < Math.pow(10, -digits) / 2
                ? text
                : text + " ±" + String.format(Locale.ROOT, "%." + digits + "f", error * scale);
    }
}
