/**
 * The demo's world: five providers that answer on loopback ports, a scenario in which the preferred region fails and
 * recovers, and the manifests that a gateway in front of them is run with.
 */
@NullMarked
package dev.sluice.simulation.demo;

import org.jspecify.annotations.NullMarked;
