package dev.sluice.control.translate.policy;

import dev.sluice.contract.snapshot.Policy;

/** What governs a rule and one of its backends. */
public sealed interface Governing {

    /** @param policy the merge of all that apply */
    record InForce(Policy policy) implements Governing {}

    /**
     * A policy that must hold is invalid, and nothing accepted stands in for it.
     *
     * @param reason for status and log
     */
    record Refused(String reason) implements Governing {}
}
