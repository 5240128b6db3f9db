/**
 * What a simulated world is made of: sellers, demand, a policy, and what happens to them over time. Immutable records without
 * clock or chance; the file format is read elsewhere, since only the command knows YAML.
 */
@NullMarked
package dev.sluice.simulation.scenario;

import org.jspecify.annotations.NullMarked;
