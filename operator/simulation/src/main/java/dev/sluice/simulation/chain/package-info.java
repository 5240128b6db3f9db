/**
 * A small Ethereum-like chain that follows from a seed and the time: nothing is stored but what clients sent, so any
 * number of providers answer alike, each a few blocks behind if so told. It looks real (hex, lengths, fields, error
 * codes) and proves nothing: hashes are digests of the seed, not of content.
 */
@NullMarked
package dev.sluice.simulation.chain;

import org.jspecify.annotations.NullMarked;
