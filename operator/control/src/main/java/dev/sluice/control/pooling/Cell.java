package dev.sluice.control.pooling;

import dev.sluice.contract.plan.PlanKey;

/** What evidence is kept for: one provider serving one plan key. */
public record Cell(PlanKey key, String provider) {}
