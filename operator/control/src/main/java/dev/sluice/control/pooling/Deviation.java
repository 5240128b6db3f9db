package dev.sluice.control.pooling;

import java.util.Comparator;

/**
 * A process that sees a provider otherwise than most.
 *
 * @param reporter its name
 * @param cell where
 * @param errorRate it reports
 * @param median of all
 */
public record Deviation(String reporter, Cell cell, double errorRate, double median) {
    static final Comparator<Deviation> ORDER = Comparator.comparing(Deviation::reporter)
            .thenComparing(each -> each.cell().provider())
            .thenComparing(each -> each.cell().key().toString());

    static Deviation of(String reporter, Cell cell, CellEvidence seen, double median) {
        Tally middle = seen.scales().at(Scales.MIDDLE);
        return new Deviation(reporter, cell, middle.failed() / middle.judged(), median);
    }
}
