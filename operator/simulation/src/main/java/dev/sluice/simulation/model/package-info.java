/**
 * How providers behave: latency, queueing, errors, lag and faults, as functions of a request and a time. Nothing here
 * reads a clock or opens a socket, so the same models answer on a port and in virtual time. A model belongs to one
 * thread; with the same seed and the same calls it answers the same.
 */
@NullMarked
package dev.sluice.simulation.model;

import org.jspecify.annotations.NullMarked;
