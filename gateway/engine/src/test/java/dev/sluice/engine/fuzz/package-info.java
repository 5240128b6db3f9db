/**
 * What comes from outside, changed at random from a corpus of real shapes: scanners, classifier, URLs and the snapshot's codec must
 * never throw what is not declared, and must agree with a slow reference. A few seconds each; {@code -Dsluice.fuzz.seconds=600} for
 * longer. A failure names the seed and the input.
 */
package dev.sluice.engine.fuzz;
