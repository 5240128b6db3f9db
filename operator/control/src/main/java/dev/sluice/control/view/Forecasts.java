package dev.sluice.control.view;

import dev.sluice.control.forecast.Foreseen;
import dev.sluice.control.pooling.Cell;
import java.util.Map;

/**
 * What a plan foresaw.
 *
 * @param forMillis wall clock of the moment it is about
 */
public record Forecasts(long forMillis, Map<Cell, Foreseen> foreseen) {
    public static final Forecasts NONE = new Forecasts(0, Map.of());

    public Forecasts {
        foreseen = Map.copyOf(foreseen);
    }
}
