/** What runs come to: figures of one run, tables over seeds, and how people and programs read them. Pure. */
@NullMarked
package dev.sluice.simulation.report;

import org.jspecify.annotations.NullMarked;
