/**
 * RoutingPolicies: read one by one, found by what they target, merged for each rule and backend. One that is invalid fails
 * closed: its last accepted generation, else the others of its target, else 500. Pure.
 */
@NullMarked
package dev.sluice.control.translate.policy;

import org.jspecify.annotations.NullMarked;
