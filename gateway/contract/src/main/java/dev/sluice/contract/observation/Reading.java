package dev.sluice.contract.observation;

import java.util.List;

/**
 * What was known of one Gateway at one moment: the line of a recording.
 *
 * @param gateway {@code namespace/name}
 * @param atMillis wall clock of the one who read
 * @param observations newest of each process that answered, without latency windows that an earlier line holds
 */
public record Reading(String gateway, long atMillis, List<Observation> observations) {
    public Reading {
        observations = List.copyOf(observations);
    }
}
