package dev.sluice.simulation.model;

/** @param delayNanos from the request's arrival to its outcome; @param outcome what then happens */
public record Response(long delayNanos, Outcome outcome) {}
