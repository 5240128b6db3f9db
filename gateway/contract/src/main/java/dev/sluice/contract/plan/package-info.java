/**
 * What the operator tells gateways about shares: small, frequent, and without reasons (those are for people and stand in
 * the TrafficPlan). Immutable records, shared between threads.
 */
@NullMarked
package dev.sluice.contract.plan;

import org.jspecify.annotations.NullMarked;
