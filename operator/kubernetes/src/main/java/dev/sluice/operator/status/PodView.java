package dev.sluice.operator.status;

import dev.sluice.contract.observation.Observation;
import java.util.Optional;

/**
 * A gateway pod, and what it reported last.
 *
 * @param name of the pod
 * @param ready as the kubelet says
 * @param observation newest reading; empty before the first, or while it cannot be reached
 */
public record PodView(String name, boolean ready, Optional<Observation> observation) {}
