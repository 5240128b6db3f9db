package dev.sluice.control.replay;

import dev.sluice.control.pooling.CellView;
import dev.sluice.control.pooling.Rates;
import java.util.stream.Stream;

/**
 * How one provider did at one moment.
 *
 * @param errorRate failed part of the attempts
 * @param attainment part of its answers that came within the objective
 * @param pricePicos of one attempt
 * @param measured whether it was asked at all; else the others' means stand for it
 */
record Performance(double errorRate, double attainment, double pricePicos, boolean measured) {
    /** Scales of {@link CellView#rates()}: seconds, and the last events of a provider that is hardly asked. */
    private static final int SHORT = 0;

    private static final int MIDDLE = 1;
    private static final int MEMORY = 3;
    private static final double ENOUGH = 20;

    /** @param listPricePicos where nothing was paid yet */
    static Performance of(CellView seen, double listPricePicos) {
        Rates known = Stream.of(SHORT, MIDDLE)
                .map(seen.rates()::get)
                .filter(each -> each.judged() >= ENOUGH)
                .findFirst()
                .orElse(seen.rates().get(MEMORY));
        return new Performance(
                known.errorRate(),
                known.attainment(),
                seen.pricePicos() > 0 ? seen.pricePicos() : listPricePicos,
                known.judged() > 0);
    }
}
