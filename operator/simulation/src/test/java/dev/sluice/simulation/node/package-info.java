/** A real Ethereum node for tests, here and in other modules by this module's test jar. */
package dev.sluice.simulation.node;
