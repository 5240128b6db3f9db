/**
 * Step nine: observations become shares. One composing method ({@link dev.sluice.control.plan.Planner#plan}) pools what
 * gateways saw, estimates each provider, weighs it, fills a target under constraints, takes a bounded step towards it and
 * says why. Pure: time is a parameter, state is a value passed in and out. A planner belongs to one thread.
 */
@NullMarked
package dev.sluice.control.plan;

import org.jspecify.annotations.NullMarked;
