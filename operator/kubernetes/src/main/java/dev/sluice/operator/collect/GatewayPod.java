package dev.sluice.operator.collect;

import dev.sluice.contract.observation.Observation;
import java.util.Optional;

/**
 * A pod of a Gateway, and what it said last.
 *
 * @param leaving whether it was told to end
 */
public record GatewayPod(String name, boolean ready, boolean leaving, Optional<Observation> newest) {}
