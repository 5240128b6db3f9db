/** TrafficPlan objects: what is in force for a Gateway and why, for people. Pure; one thread owns the memory of what was shown. */
@NullMarked
package dev.sluice.operator.status.plan;

import org.jspecify.annotations.NullMarked;
