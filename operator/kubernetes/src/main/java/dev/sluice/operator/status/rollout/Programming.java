package dev.sluice.operator.status.rollout;

/**
 * Whether every gateway that should serve a generation does.
 *
 * @param message who is waited for, or that all do
 */
record Programming(boolean holds, String message) {}
