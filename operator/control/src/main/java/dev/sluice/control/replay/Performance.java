package dev.sluice.control.replay;

import dev.sluice.contract.observation.ProviderSight.Health;
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

    /**
     * One that gateways have taken out is hardly asked, so its counters tell of better times: it is taken to answer nothing until it
     * is back.
     *
     * @param listPricePicos where nothing was paid yet
     */
    static Performance of(CellView seen, Health health, double listPricePicos) {
        boolean out = health == Health.EJECTED || health == Health.UNHEALTHY;
        Rates known = Stream.of(SHORT, MIDDLE)
                .map(seen.rates()::get)
                .filter(each -> each.judged() >= ENOUGH)
                .findFirst()
                .orElse(seen.rates().get(MEMORY));
        return new Performance(
                out ? 1 : known.errorRate(),
                known.attainment(),
                seen.pricePicos() > 0 ? seen.pricePicos() : listPricePicos,
                out || known.judged() > 0);
    }
}
