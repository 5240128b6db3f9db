/**
 * A world in virtual time: an event queue, clients, sellers with their faults, and whatever balances between them. One thread,
 * one seed; the same seed and scenario give the same run, byte for byte. No clock, no IO.
 */
@NullMarked
package dev.sluice.simulation.world;

import org.jspecify.annotations.NullMarked;
