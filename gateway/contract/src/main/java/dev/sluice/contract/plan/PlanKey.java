package dev.sluice.contract.plan;

/** What a share is for: an effective policy, a pool and a request class of one Gateway. */
public record PlanKey(String policy, String pool, String requestClass) {}
