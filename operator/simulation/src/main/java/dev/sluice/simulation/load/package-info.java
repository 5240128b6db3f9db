/**
 * A client that sends mixed JSON-RPC calls, checks every answer and counts every failure. One run lives on one event
 * loop; its report is an immutable record.
 */
@NullMarked
package dev.sluice.simulation.load;

import org.jspecify.annotations.NullMarked;
