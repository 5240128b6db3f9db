/**
 * Simulated providers on ports, and an upstream that breaks HTTP on purpose. Servers answer on one event loop each;
 * their public methods are called from any thread but an event loop's, and wait until what they ask for is done.
 */
@NullMarked
package dev.sluice.simulation.http;

import org.jspecify.annotations.NullMarked;
